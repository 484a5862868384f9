package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser of a test class, named by the property {@code kivuko.chromium}. Without one a test is skipped; in CI it fails.
 * Nothing is downloaded.
 */
public final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it. */
    public static Chromium start() {
        Path program = Path.of(System.getProperty("kivuko.chromium", "/usr/bin/chromium"));
        boolean there = Files.isExecutable(program);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(there).as("%s, named by -Dkivuko.chromium", program).isTrue();
        }
        Assumptions.assumeTrue(there, "no browser at -Dkivuko.chromium: " + program);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new LaunchOptions()
                .setExecutablePath(program)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /** A window of its own with its own storage. */
    public Screen screen(Look look, Fixtures fixtures) {
        return screen(look, fixtures, 1280);
    }

    /** @param width in pixels of CSS */
    public Screen screen(Look look, Fixtures fixtures, int width) {
        var options =
                new Browser.NewContextOptions().setViewportSize(width, 800).setLocale("en-GB");
        return new Screen(browser.newContext(options), look, fixtures);
    }

    /** The browser itself, for a test over a running hub. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
