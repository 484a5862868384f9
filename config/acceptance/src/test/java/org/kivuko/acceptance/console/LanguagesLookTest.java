package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.acceptance.console.PageLooksTest.Shown;

/** The board and the queues in every language, on a wide screen and on a telephone. */
@Tag("slow")
class LanguagesLookTest {
    private static final int WIDE = 1280;
    private static final int TELEPHONE = 390;

    /** What leaves the page or its box at the sides: tables may, since they scroll within a frame. */
    private static final String CUT_OFF =
            """
            () => {
              const width = document.documentElement.clientWidth;
              const found = document.documentElement.scrollWidth > width ? [`page: ${document.documentElement.scrollWidth}`] : [];
              for (const e of document.querySelectorAll('h1, h2, p, a, button, label, dt, dd, li, summary, .badge')) {
                if (e.closest('.scroll, .skip, .hidden') || !e.checkVisibility()) continue;
                const { left, right } = e.getBoundingClientRect();
                if (left < -1 || right > width + 1 || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden')) {
                  found.push(`${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 40)}`);
                }
              }
              return found;
            }
            """;

    private static final String DURATIONS =
            """
            async () => {
              const { duration } = await import(`${document.documentElement.dataset.static}/lib/format.js`);
              return [5, 300, 18000, 432000].map((seconds) => duration(seconds));
            }
            """;

    private static final String ETHIOPIAN_DATE =
            """
            async () => {
              const base = document.documentElement.dataset.static;
              const { choose } = await import(`${base}/lib/settings.js`);
              const { dateTime, day, renewFormats } = await import(`${base}/lib/format.js`);
              choose({ calendar: 'ethiopic', digits: 'latn' });
              renewFormats();
              return `${dateTime('2026-11-26T14:00:00Z')} ${day('2026-11-26T14:00:00Z')}`;
            }
            """;

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ar", "am", "so", "sw"})
    void eachLanguageIsSaidToTheBrowserAndFitsOnTheScreen(String language) {
        for (int width : List.of(WIDE, TELEPHONE)) {
            try (Screen screen = chromium.screen(
                    new Look("light", language), page("board").full().get(), width)) {
                for (String name : List.of("board", "queues")) {
                    screen.open(page(name).path()).shot("language-" + name + "-" + width);

                    assertThat(screen.page().evaluate("document.documentElement.lang"))
                            .isEqualTo(language);
                    assertThat(screen.page().evaluate("document.documentElement.dir"))
                            .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
                    assertThat(screen.text()).doesNotContain("⟦", "undefined", "NaN");
                    assertThat(screen.page().locator("footer p").count())
                            .as("the foot says that no speaker has reviewed it")
                            .isEqualTo(language.equals("en") ? 1 : 2);
                    assertThat((List<?>) screen.page().evaluate(CUT_OFF))
                            .as("cut off at %s", width)
                            .isEmpty();
                }
                if (width == WIDE) {
                    assertTimesAreClear(screen, language);
                }
            }
        }
    }

    /** Seconds, minutes, hours and days are told apart, and an Ethiopian date is one, without "AM". */
    private static void assertTimesAreClear(Screen screen, String language) {
        var durations = (List<?>) screen.page().evaluate(DURATIONS);
        assertThat(new HashSet<>(durations)).as("%s", durations).hasSize(4);
        if (!language.equals("en")) {
            assertThat(screen.text()).doesNotContain(" ago", " hr", "Nov 2026");
        }
        assertThat((String) screen.page().evaluate(ETHIOPIAN_DATE))
                .contains("2019", "17")
                .doesNotContain("AM");
    }

    private static Shown page(String name) {
        return PageLooksTest.pages().stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
