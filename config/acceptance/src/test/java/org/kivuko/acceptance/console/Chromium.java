package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.TargetClosedError;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of a test class, named by the property {@code kivuko.chromium}; registered there as a static extension. Without
 * one a test is skipped; in CI it fails. Nothing is downloaded.
 */
public final class Chromium implements BeforeAllCallback, AfterAllCallback {
    private Playwright playwright;
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext tests) {
        Path program = Path.of(System.getProperty("kivuko.chromium", "/usr/bin/chromium"));
        boolean there = Files.isExecutable(program);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(there).as("%s, named by -Dkivuko.chromium", program).isTrue();
        }
        Assumptions.assumeTrue(there, "no browser at -Dkivuko.chromium: " + program);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new LaunchOptions()
                .setExecutablePath(program)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
        browser = playwright.chromium().launch(options);
    }

    /**
     * How every window is opened. Nothing moves in it: a colour on its way from one to the other has a contrast that nobody will
     * see, and whether a test meets it is chance.
     */
    public static Browser.NewContextOptions window() {
        return new Browser.NewContextOptions().setLocale("en-GB").setReducedMotion(ReducedMotion.REDUCE);
    }

    /**
     * Closes a window. What its page still asks meanwhile is answered, and a library that hears of it only then speaks to a window
     * that has gone: that it has gone is what was wanted.
     */
    static void close(BrowserContext window) {
        try {
            window.close();
        } catch (TargetClosedError gone) {
            // That is what was wanted.
        }
    }

    /** A window of its own with its own storage. */
    public Screen screen(Look look, Fixtures fixtures) {
        return screen(look, fixtures, 1280);
    }

    /** @param width in pixels of CSS */
    public Screen screen(Look look, Fixtures fixtures, int width) {
        return new Screen(browser.newContext(window().setViewportSize(width, 800)), look, fixtures);
    }

    /** The browser itself, for a test over a running hub. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (playwright != null) {
            // With every browser that it started.
            playwright.close();
        }
    }
}
