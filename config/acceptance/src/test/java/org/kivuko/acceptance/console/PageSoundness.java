package org.kivuko.acceptance.console;

import com.microsoft.playwright.Page;

/** What may go wrong on a page that is none of the console. */
public final class PageSoundness {
    private final Soundness soundness;

    private PageSoundness(Soundness soundness) {
        this.soundness = soundness;
    }

    /** Watches a page from now on; everything outside of {@code origin} is elsewhere. */
    public static PageSoundness of(Page page, String origin) {
        return new PageSoundness(new Soundness(page, origin));
    }

    /** No scripts that fail, nothing from elsewhere, no barriers. */
    public void assertSound() {
        soundness.assertNothingFailed();
        soundness.assertNoBarriers();
    }
}
