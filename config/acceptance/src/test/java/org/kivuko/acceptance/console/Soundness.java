package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What may go wrong on a page without a reader seeing it: scripts, words that are missing, requests to elsewhere, what the policy
 * of the pages forbids, barriers.
 */
final class Soundness {
    private static final String UNLOADED = "Failed to load resource";

    private final Page page;
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean callsMayFail;

    /** Watches a page from now on; everything outside of {@code origin} is elsewhere. */
    Soundness(Page page, String origin) {
        this.page = page;
        page.onRequest(request -> {
            if (!request.url().startsWith(origin + "/") && !request.url().startsWith("blob:" + origin)) {
                faults.add("a request to elsewhere: " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            boolean expected = callsMayFail && message.text().startsWith(UNLOADED);
            if (message.type().equals("error") && !expected) {
                faults.add("console: " + message.text() + " " + message.location());
            }
        });
        page.onPageError(error -> faults.add("script: " + error));
    }

    /** Whether a call that is not answered, or with a refusal, is what the test wants. */
    Soundness callsMayFail(boolean may) {
        callsMayFail = may;
        return this;
    }

    /** But for words that are missing, which only pages of the console can say. */
    void assertNothingFailed() {
        assertThat(faults).isEmpty();
    }

    void assertNoFaults() {
        assertNothingFailed();
        assertThat((List<?>) page.evaluate("[...kivukoMissing]")).as("texts").isEmpty();
    }

    void assertNoBarriers() {
        var violations = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + " " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .limit(4)
                                        .map(node -> node.getTarget() + " " + node.getHtml())
                                        .toList())
                        .toList())
                .as("axe at %s", page.url())
                .isEmpty();
    }
}
