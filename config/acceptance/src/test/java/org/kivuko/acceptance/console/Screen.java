package org.kivuko.acceptance.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kivuko.connector.console.ConsoleFiles;
import org.kivuko.connector.console.StaticFile;

/**
 * One page of the console in a real browser, over answers that a test gives. Every request is answered here, so that none can
 * leave; what would have left is remembered.
 */
public final class Screen implements AutoCloseable {
    /** The instant that the browser believes it is, so that ages do not depend on when a test runs. */
    public static final String NOW = "2026-11-26T14:00:00Z";

    private static final String ORIGIN = "http://localhost:8599";
    private static final ConsoleFiles FILES = ConsoleFiles.read();

    /** What was sent to the hub. */
    public record Sent(String path, String body) {}

    private final BrowserContext context;
    private final Page page;
    private final Look look;
    private final Fixtures fixtures;
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Soundness soundness;
    private final Map<String, Integer> bytes = Collections.synchronizedMap(new TreeMap<>());

    Screen(BrowserContext context, Look look, Fixtures fixtures) {
        this.context = context;
        this.look = look;
        this.fixtures = fixtures;
        this.page = context.newPage();
        page.setDefaultTimeout(10_000);
        page.clock().setFixedTime(NOW);
        page.addInitScript(
                "localStorage.getItem('kivuko.settings') || localStorage.setItem('kivuko.settings', '{\"theme\":\""
                        + look.theme() + "\",\"language\":\"" + look.language() + "\",\"zone\":\"Africa/Nairobi\"}')");
        this.soundness = new Soundness(page, ORIGIN).callsMayFail(true);
        context.route("**/*", this::answer);
    }

    /** Goes to a page and waits until it shows something. */
    public Screen open(String path) {
        page.navigate(ORIGIN + path);
        return settled();
    }

    /** Waits until nothing loads any more. */
    public Screen settled() {
        page.waitForFunction(
                "() => document.querySelector('main') && !document.querySelector('.loading')",
                null,
                new WaitForFunctionOptions().setPollingInterval(50));
        return this;
    }

    public Page page() {
        return page;
    }

    /** What a reader sees, without the invisible marks around what was put into texts. */
    public String text() {
        return page.locator("body").innerText().replaceAll("[\u2066-\u2069]", "");
    }

    /** Waits until a reader sees this. */
    public Screen waitForText(String text) {
        page.waitForFunction(
                "text => document.body.innerText.replace(/[\\u2066-\\u2069]/g, '').includes(text)",
                text,
                new WaitForFunctionOptions().setPollingInterval(50));
        return this;
    }

    /** By how many pixels the page is wider than its window. */
    public int overflow() {
        return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** Every POST, oldest first. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Every call of the hub, with its query. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Compressed bytes by path, of everything that was loaded. */
    public Map<String, Integer> bytes() {
        return Map.copyOf(bytes);
    }

    /** Keeps a picture as {@code target/screenshots/NAME-THEME-LANG.png}. */
    public Screen shot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + "-" + look + ".png"))
                .setFullPage(true));
        return this;
    }

    /** Nothing went wrong that a reader may not see: scripts, texts, requests to elsewhere, accessibility. */
    public Screen assertSound() {
        soundness.assertNoFaults();
        soundness.assertNoBarriers();
        return this;
    }

    private void answer(Route route) {
        Request request = route.request();
        if (!request.url().startsWith(ORIGIN + "/")) {
            route.abort();
            return;
        }
        String path = request.url().substring(ORIGIN.length());
        String bare = path.replaceFirst("\\?.*", "");
        if (bare.startsWith("/console/")) {
            file(route, bare.substring("/console/".length()));
        } else if (bare.equals("/v1/ops/events")) {
            route.abort();
        } else {
            asked.add(request.method() + " " + path);
            if (request.method().equals("POST")) {
                sent.add(new Sent(bare, request.postData()));
            }
            Fixtures.Given given = fixtures.answer(request.method().equals("POST") ? "POST " + path : path);
            bytes.merge(bare, given.body().length(), Integer::sum);
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(given.status())
                    .setContentType(given.status() < 400 ? "application/json" : "application/problem+json")
                    .setBody(given.body()));
        }
    }

    private void file(Route route, String path) {
        StaticFile file = FILES.find(path);
        byte[] body = file.body();
        bytes.put(path, file.packed().length == 0 ? body.length : file.packed().length);
        if (path.endsWith("/lang/" + look.language() + ".json")
                && !look.language().equals("en")) {
            StaticFile source = FILES.find(path.replace(look.language() + ".json", "en.json"));
            body = Words.completed(source.body(), file.status() == 200 ? body : new byte[0]);
            file = new StaticFile(200, "application/json", body, new byte[0], file.tag(), true);
        }
        Map<String, String> headers = new HashMap<>(new org.kivuko.connector.http.Page(
                        file.status(), file.contentType(), body, new byte[0], file.tag(), file.lasting())
                .headers());
        headers.put("Content-Type", file.contentType());
        route.fulfill(new Route.FulfillOptions()
                .setStatus(file.status())
                .setHeaders(headers)
                .setBodyBytes(body));
    }

    @Override
    public void close() {
        Chromium.close(context);
    }
}
