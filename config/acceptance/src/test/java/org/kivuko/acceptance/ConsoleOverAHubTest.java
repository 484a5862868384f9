package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.acceptance.Desk.JSON;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.acceptance.console.Chromium;

/** The console in a real browser over a running hub with traffic: what the other tests of pages assume of the hub is so. */
@Tag("slow")
class ConsoleOverAHubTest {
    private static final int FIRST_VIEW = 90 * 1024;
    private static final String PASSWORD = "three boats at the ferry";
    private static final List<String> PAGES =
            List.of("queues", "queue/agency.UGA.DCIC.inbox", "held", "messages", "alerts", "settings");

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.startSigned(Clock.systemUTC());
        HttpResponse<String> added = hub.post(
                "operator",
                "/v1/ops/people",
                "{\"login\":\"amina\",\"name\":\"Amina\",\"roles\":[\"operator\",\"reviewer\",\"auditor\"],"
                        + "\"password\":\"" + PASSWORD + "\",\"reason\":\"a test\"}",
                JSON);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        for (int i = 0; i < 5; i++) {
            hub.post(
                    "KEN.DIS",
                    "/v1/messages",
                    Samples.bytes(Samples.stolenPassport(Clock.systemUTC().instant())),
                    JSON);
        }
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void showsARunningHubToWhoSignsInAndAsksNobodyElse() {
        // Given
        var faults = Collections.synchronizedList(new ArrayList<String>());
        String origin = hub.hub().url().toString();
        try (var context = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB"))) {
            Page page = context.newPage();
            page.onRequest(request -> {
                if (!request.url().startsWith(origin)) {
                    faults.add("elsewhere: " + request.url());
                }
            });
            page.onPageError(error -> faults.add("script: " + error));
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                    faults.add("console: " + message.text());
                }
            });

            // When
            page.navigate(origin + "/console/");
            page.locator("#login").fill("amina");
            page.locator("#password").fill(PASSWORD);
            page.keyboard().press("Enter");
            page.waitForFunction("() => document.querySelector('.needs, .state.empty, .state.failing')");

            // Then
            page.navigate(origin + "/console/");
            shown(page, "");
            int bytes = ((Number)
                            page.evaluate(
                                    "[...performance.getEntriesByType('navigation'),"
                                            + " ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.encodedBodySize, 0)"))
                    .intValue();
            assertThat(bytes).isBetween(20_000, FIRST_VIEW);
            for (String name : PAGES) {
                page.navigate(origin + "/console/" + name);
                shown(page, name);
            }
            assertThat(faults).isEmpty();
            assertThat((List<?>) page.evaluate("[...kivukoMissing]")).isEmpty();
            assertThat(context.cookies()).singleElement().satisfies(cookie -> {
                assertThat(cookie.httpOnly).isTrue();
                assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
            });
        }
    }

    private static void shown(Page page, String name) {
        page.waitForFunction(
                "() => document.querySelector('main h1') && !document.querySelector('.loading')",
                null,
                new WaitForFunctionOptions().setPollingInterval(50));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(
                        "target", "screenshots", "hub-" + (name.isEmpty() ? "board" : name.replace('/', '-')) + ".png"))
                .setFullPage(true));
        assertThat(page.locator("body").innerText())
                .as(name)
                .doesNotContain("This could not be shown", "There is no such page", "undefined", "NaN", "⟦");
    }
}
