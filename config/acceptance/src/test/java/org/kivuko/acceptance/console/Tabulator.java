package org.kivuko.acceptance.console;

import com.microsoft.playwright.Page;

/** The way over a page that whoever has no mouse goes. */
public final class Tabulator {
    private static final int MOST = 80;

    private Tabulator() {}

    /**
     * Goes on until what has the focus has this name or says this.
     *
     * @throws AssertionError where it never comes there
     */
    public static void to(Page page, String text) {
        for (int i = 0; i < MOST; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate(
                    "text => [document.activeElement.name, document.activeElement.innerText]"
                            + ".some(own => (own || '').replace(/[\\u2066-\\u2069]/g, '').trim() === text)",
                    text))) {
                return;
            }
        }
        throw new AssertionError("the tabulator never came to " + text);
    }
}
