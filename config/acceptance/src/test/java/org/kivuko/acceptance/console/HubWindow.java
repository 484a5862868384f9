package org.kivuko.acceptance.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A window of a browser at the console of a running hub. */
public final class HubWindow implements AutoCloseable {
    private static final String UNAVAILABLE =
            """
            {"type": "/docs#NOT_AVAILABLE", "title": "Not available.", "status": 503, "code": "NOT_AVAILABLE",
             "detail": "The ledger cannot be asked at this moment; the same call may be repeated."}""";

    /** Everything that a page asks the hub, but who is signed in. */
    private static final List<String> CALLS = List.of("**/v1/ops/**", "**/v1/agreements/**");

    /** What leaves the page or its box at the sides: tables may, since they scroll within a frame. */
    static final String CUT_OFF =
            """
            () => {
              const width = document.documentElement.clientWidth;
              const found = document.documentElement.scrollWidth > width ? [`page: ${document.documentElement.scrollWidth}`] : [];
              for (const e of document.querySelectorAll('h1, h2, p, a, button, label, dt, dd, li, summary, .badge')) {
                if (e.closest('.scroll, .skip, .hidden, svg') || !e.checkVisibility()) continue;
                const { left, right } = e.getBoundingClientRect();
                if (left < -1 || right > width + 1 || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden')) {
                  found.push(`${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 40)}`);
                }
              }
              return found;
            }
            """;

    private static final Page.WaitForFunctionOptions BY_THE_CLOCK =
            new Page.WaitForFunctionOptions().setPollingInterval(50);

    private final String origin;
    private final BrowserContext context;
    private final Page page;
    private final Soundness soundness;
    private Look look = Look.ENGLISH_LIGHT;

    private HubWindow(String origin, BrowserContext context) {
        this.origin = origin;
        this.context = context;
        this.page = context.newPage();
        this.soundness = new Soundness(page, origin);
        page.setDefaultTimeout(15_000);
        page.addInitScript("localStorage.getItem('kivuko.settings') || localStorage.setItem('kivuko.settings', '"
                + settings() + "')");
    }

    /**
     * Opens one.
     *
     * @param origin of the hub
     * @param session the storage of somebody who is signed in; empty where nobody is
     */
    public static HubWindow open(Browser browser, String origin, String session) {
        var options = Chromium.window().setViewportSize(1280, 800).setAcceptDownloads(true);
        if (!session.isEmpty()) {
            options.setStorageState(session);
        }
        return new HubWindow(origin, browser.newContext(options));
    }

    private String settings() {
        return "{\"theme\":\"" + look.theme() + "\",\"language\":\"" + look.language()
                + "\",\"zone\":\"Africa/Nairobi\"}";
    }

    /** Shows the same page in another look. */
    public HubWindow in(Look other) {
        look = other;
        page.evaluate("text => localStorage.setItem('kivuko.settings', text)", settings());
        page.reload();
        return settled();
    }

    public HubWindow go(String path) {
        page.navigate(origin + path);
        return settled();
    }

    /** Waits until nothing loads any more. */
    public HubWindow settled() {
        return until("document.querySelector('main h1') && !document.querySelector('.loading')");
    }

    /** Waits by the clock, for frames are not drawn in a window that nobody looks at. */
    public HubWindow until(String script) {
        page.waitForFunction("() => " + script, null, BY_THE_CLOCK);
        return this;
    }

    /** Waits until a reader sees this. */
    public HubWindow untilSaid(String text) {
        page.waitForFunction(
                "text => document.body.innerText.replace(/[\\u2066-\\u2069]/g, '').includes(text)", text, BY_THE_CLOCK);
        return this;
    }

    /** What a reader sees, without the invisible marks around what was put into texts. */
    public String text() {
        return page.locator("body").innerText().replaceAll("[\u2066-\u2069]", "");
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** The hub answers every call of pages that it cannot, from now on. */
    public HubWindow unavailable() {
        return calls(route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(503)
                .setContentType("application/problem+json")
                .setBody(UNAVAILABLE)));
    }

    /** The line to the hub is cut, from now on. */
    public HubWindow cut() {
        return calls(Route::abort);
    }

    private HubWindow calls(Consumer<Route> handler) {
        mended();
        soundness.callsMayFail(true);
        CALLS.forEach(pattern -> page.route(pattern, handler));
        return this;
    }

    /** Calls reach the hub again. */
    public HubWindow mended() {
        CALLS.forEach(page::unroute);
        return this;
    }

    /** Calls may be refused from now on, as where nobody is signed in. */
    public HubWindow callsMayFail() {
        soundness.callsMayFail(true);
        return this;
    }

    /** What is cut off at the sides. */
    public List<?> cutOff() {
        return (List<?>) page.evaluate(CUT_OFF);
    }

    /** Keeps a picture as {@code target/screenshots/hub/NAME-THEME-LANG.png}. */
    public HubWindow shot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", "hub", name + "-" + look + ".png"))
                .setFullPage(true));
        return this;
    }

    public HubWindow assertSound() {
        soundness.assertNoFaults();
        soundness.assertNoBarriers();
        return this;
    }

    @Override
    public void close() {
        Chromium.close(context);
    }
}
