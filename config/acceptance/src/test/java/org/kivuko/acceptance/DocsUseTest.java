package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.acceptance.console.Chromium;
import org.kivuko.acceptance.console.PageSoundness;

/** The pages for integrators in a browser over a running hub: looked at in every look, and used by keyboard. */
@Tag("slow")
class DocsUseTest {
    private static final List<String> PAGES =
            List.of("/docs", "/docs/try", "/docs/changes", "/docs/errors/NOT_DELIVERABLE");
    private static final String READY = "() => document.body.dataset.ready !== undefined";
    private static final String SIDEWAYS =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    private static BrowserContext window(ColorScheme scheme, int width) {
        return chromium.browser()
                .newContext(Chromium.window().setViewportSize(width, 800).setColorScheme(scheme));
    }

    private static String url(String path) {
        return hub.hub().url() + path;
    }

    private static void open(Page page, String path) {
        page.navigate(url(path));
        if (path.startsWith("/docs/try")) {
            page.waitForFunction(READY);
        }
    }

    /** Seen to fail with text of too little contrast, and with a page that scrolls sideways in a narrow window. */
    @ParameterizedTest
    @CsvSource({"en, LIGHT, 1280", "ar, DARK, 1280", "am, LIGHT, 400"})
    void everyPageIsSoundInEveryLook(String language, ColorScheme scheme, int width) {
        try (BrowserContext window = window(scheme, width)) {
            for (String path : PAGES) {
                Page page = window.newPage();
                var soundness = PageSoundness.of(page, hub.hub().url().toString());
                open(page, path + "?lang=" + language);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of(
                                "target",
                                "screenshots",
                                "docs",
                                path.substring(1).replace('/', '-') + "-" + language + "-" + scheme + "-" + width
                                        + ".png"))
                        .setFullPage(!path.equals("/docs")));
                soundness.assertSound();
                assertThat((int) page.evaluate(SIDEWAYS)).as(path).isZero();
                assertThat(page.locator("html").getAttribute("dir")).isEqualTo(language.equals("ar") ? "rtl" : "ltr");
                page.close();
            }
        }
    }

    /** Seen to fail with a page that kept the key in its storage. */
    @Test
    void aReaderMakesACallByKeyboardAlone() {
        try (BrowserContext window = window(ColorScheme.LIGHT, 1280)) {
            // Given
            Page page = window.newPage();
            var soundness = PageSoundness.of(page, hub.hub().url().toString());
            open(page, "/docs/try");
            assertThat(page.locator("#call").inputValue()).isEqualTo("postMessage");

            // When
            reach(page, "#key");
            page.keyboard().type(hub.key("KEN.DIS"));
            page.keyboard().press("Enter");
            page.waitForFunction("() => document.activeElement.id === 'answer-title'");

            // Then
            assertThat(page.locator("#answer-status").innerText()).isEqualTo("HTTP 202");
            assertThat(page.locator("#answer-headers").innerText()).contains("location: /v1/messages/");
            assertThat(page.locator("#answer-body").innerText()).contains("\"status\": \"accepted\"");
            for (String language : List.of("curl", "Python", "JavaScript", "Java")) {
                page.locator("[name=language][value=" + language + "]").check();
                assertThat(page.locator("#snippet").innerText())
                        .contains("/v1/messages", "KIVUKO_KEY", "application/cloudevents+json")
                        .doesNotContain(hub.key("KEN.DIS"));
            }
            assertThat((String) page.evaluate(
                            "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"))
                    .isEqualTo("[{},{},\"\"]");
            soundness.assertSound();
        }
    }

    private static void reach(Page page, String field) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("field => document.activeElement.matches(field)", field)) {
                return;
            }
        }
        throw new AssertionError(field + " is not reached by Tab");
    }

    @Test
    void aRefusalLeadsToThePageOfItsCode() {
        try (BrowserContext window = window(ColorScheme.LIGHT, 1280)) {
            Page page = window.newPage();
            open(page, "/docs/try?call=getMessage&lang=sw");
            page.locator("#key").fill(hub.key("KEN.DIS"));
            page.locator("#p-id").fill("no-such-message");
            page.locator("button[type=submit]").click();
            page.locator("#code-link").click();
            page.waitForURL("**/docs/errors/NOT_FOUND?lang=sw");

            assertThat(page.locator("h1").innerText()).isEqualTo("NOT_FOUND");
        }
    }

    /** A program that is copied does what the page did. Seen to fail with a quote that ended the text of the shell. */
    @Test
    void aCopiedProgramRuns() throws Exception {
        try (BrowserContext window = window(ColorScheme.LIGHT, 1280)) {
            Page page = window.newPage();
            open(page, "/docs/try?call=postMessage");
            page.locator("#body")
                    .fill(page.locator("#body").inputValue().replace("\"Stolen", "\"It's a \\\"stolen\\\" $HOME `x` "));
            var said = new ArrayList<String>();
            for (var each : List.of(
                    List.of("curl", "call.sh", "bash"),
                    List.of("Python", "call.py", "python3"),
                    List.of("JavaScript", "call.mjs", "node"),
                    List.of("Java", "Call.java", "java"))) {
                page.locator("[name=language][value=" + each.get(0) + "]").check();
                said.add(Programs.run(
                        hub,
                        each.get(1),
                        page.locator("#snippet")
                                .evaluate("pre => pre.textContent")
                                .toString(),
                        each.get(2)));
            }
            assertThat(said.get(0)).contains("202");
            assertThat(said.subList(1, said.size()))
                    .allSatisfy(text -> assertThat(text).contains("200", "acceptedAt"));
        }
    }

    @Test
    void whatIsPrintedHasNoButtonsAndDarkInk() {
        try (BrowserContext window = window(ColorScheme.DARK, 1280)) {
            Page page = window.newPage();
            open(page, "/docs/errors/CONFLICT");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.locator("header").isVisible()).isFalse();
            assertThat((String) page.evaluate("() => getComputedStyle(document.documentElement).color"))
                    .isEqualTo("rgb(0, 0, 0)");
        }
    }
}
