package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.acceptance.console.Chromium;
import org.kivuko.acceptance.console.HubWindow;

/** Pages that follow a running hub: live, over a poor line, with nobody looking, and how near the cause of what is stuck is. */
@Tag("slow")
@ExtendWith(Shared.class)
class ConsoleReachTest {
    private static final int FIRST_VIEW = 90 * 1024;
    private static final int MOST_CLICKS = 3;

    /** 256 kbit/s in bytes. */
    private static final int POOR_LINE = 256_000 / 8;

    private static final int LATENCY_MILLIS = 300;

    /** Longer than the hub waits between two events, and than pages wait between two questions. */
    private static final int A_WHILE_MILLIS = 12_000;

    private static final String HIDE =
            "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });"
                    + " document.dispatchEvent(new Event('visibilitychange')); }";
    private static final String BYTES = "[...performance.getEntriesByType('navigation'),"
            + " ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.encodedBodySize, 0)";

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static BusyBorder border;

    private HubWindow window;

    @BeforeAll
    static void take(BusyBorder shared) {
        border = shared.goOn();
    }

    @AfterAll
    static void rest() {
        border.rest();
    }

    @BeforeEach
    void open() {
        window = HubWindow.open(
                chromium.browser(), border.origin(), border.session(chromium.browser(), BusyBorder.LOGIN));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void figuresChangeByThemselvesStandStillWhileNobodyLooksAndGoOnAfterwards() {
        // Given
        window.go("/console/queue/" + BusyBorder.NEVER_FETCHED).untilSaid("live");
        String figure = "document.querySelector('.figures dd').innerText";
        window.page().evaluate("() => { window.loadedOnce = true; }");
        var before = (String) window.page().evaluate(figure);

        // When
        border.stuck(2);

        // Then
        window.until(figure + " !== '" + before + "' && window.loadedOnce && document.body.innerText.includes('live')");

        // When nobody looks
        window.page().evaluate(HIDE, true);
        window.untilSaid("stands still");
        var calls = new AtomicInteger();
        window.page().onRequest(request -> calls.incrementAndGet());
        border.stuck(2);
        window.page().waitForTimeout(A_WHILE_MILLIS);

        // Then
        assertThat(calls).as("calls while nobody looks").hasValue(0);

        // When somebody looks again
        var hidden = (String) window.page().evaluate(figure);
        window.page().evaluate(HIDE, false);

        // Then
        window.until(figure + " !== '" + hidden + "' && document.body.innerText.includes('live')")
                .assertSound();
    }

    @Test
    void whatIsOldSaysSoAndHowOld() {
        // Given
        window.go("/console/queue/" + BusyBorder.NEVER_FETCHED).untilSaid("live");

        // When no stream comes through
        window.page().route("**/v1/ops/events", route -> route.abort());
        window.callsMayFail().page().evaluate(HIDE, true);
        window.page().evaluate(HIDE, false);

        // Then
        window.untilSaid("asks again by itself");

        // When nothing comes through
        window.cut();
        window.untilSaid("What you see could not be renewed.").untilSaid("Old:");
        String age = "document.querySelector('.age time').innerText";
        var young = (String) window.page().evaluate(age);
        window.until(age + " !== '" + young + "'");
        window.shot("queue-old").assertSound();

        // When the line is back
        window.mended();
        window.until("!document.querySelector('.age.stale')");
    }

    @Test
    void theBoardIsUsableOverAPoorLine() {
        // Given
        CDPSession session = window.context().newCDPSession(window.page());
        session.send("Network.enable");
        var line = new JsonObject();
        line.addProperty("offline", false);
        line.addProperty("latency", LATENCY_MILLIS);
        line.addProperty("downloadThroughput", POOR_LINE);
        line.addProperty("uploadThroughput", POOR_LINE);
        session.send("Network.emulateNetworkConditions", line);
        window.page().setDefaultTimeout(60_000);

        // When
        Instant begin = Instant.now();
        window.page().navigate(border.origin() + "/console/", new Page.NavigateOptions().setTimeout(60_000));
        window.until("document.querySelector('.needs')");
        Duration useful = Duration.between(begin, Instant.now());

        // Then
        int bytes = ((Number) window.page().evaluate(BYTES)).intValue();
        System.out.printf(
                "board at 256 kbit/s and %d ms: useful after %d ms, %d bytes%n",
                LATENCY_MILLIS, useful.toMillis(), bytes);
        assertThat(bytes).isBetween(20_000, FIRST_VIEW);
    }

    @Test
    void theCauseOfWhatIsStuckIsAtMostThreeClicksFromTheBoard() {
        assertThat(clicks(
                        "nobody listens",
                        ".places a[href='/console/alerts']",
                        "#table-alerts a:has-text('" + BusyBorder.NEVER_FETCHED + "')"))
                .as("a recipient that does not listen")
                .isLessThanOrEqualTo(MOST_CLICKS);
        assertThat(clicks("UNREADABLE", "li.need:has-text('UNREADABLE') a.button", "#table-failures tbody th a"))
                .as("quarantined")
                .isLessThanOrEqualTo(MOST_CLICKS);
        assertThat(clicks("Held message", "li.need a[href*='/console/held/']"))
                .as("held")
                .isLessThanOrEqualTo(MOST_CLICKS);
        assertThat(clicks("asked for by both authorities", "li.need:has-text('SSD'):has-text('suspended') a.button"))
                .as("the way is suspended")
                .isLessThanOrEqualTo(MOST_CLICKS);
        String refused = border.refused().substring("KEN.BMS/".length());
        assertThat(clicks(
                        "no rule allows it",
                        "li.need:has-text('SSD'):has-text('suspended') a.button",
                        "a[href*='reason=SUSPENDED']",
                        "a.long-id:has-text('" + refused + "')"))
                .as("a message that was refused since its way is suspended")
                .isLessThanOrEqualTo(MOST_CLICKS);
        window.assertSound();
    }

    /** From the board along these until this is said; how many there were. */
    private int clicks(String cause, String... targets) {
        window.go("/console/");
        for (String target : targets) {
            Locator next = window.page().locator(target).first();
            next.waitFor();
            String before = window.page().url();
            next.click();
            window.page().waitForURL(url -> !url.equals(before));
            window.settled();
        }
        window.untilSaid(cause);
        return targets.length;
    }
}
