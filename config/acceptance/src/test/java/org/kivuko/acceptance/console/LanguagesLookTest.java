package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that are looked at most in every language, on a wide screen and on a telephone. */
@Tag("slow")
class LanguagesLookTest {
    private static final int WIDE = 1280;
    private static final int TELEPHONE = 390;
    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "board", "/console/",
            "queues", "/console/queues",
            "message", PlacesPages.MESSAGE_PAGE,
            "agreements", "/console/agreements"));

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
                    new Look("light", language), PlacesPages.full().with(OwnPages.busy()), width)) {
                for (var page : PAGES.entrySet()) {
                    screen.open(page.getValue()).shot("language-" + page.getKey() + "-" + width);

                    assertThat(screen.page().evaluate("document.documentElement.lang"))
                            .isEqualTo(language);
                    assertThat(screen.page().evaluate("document.documentElement.dir"))
                            .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
                    assertThat(screen.text()).doesNotContain("⟦", "undefined", "NaN");
                    assertThat(screen.page().locator("footer p").count())
                            .as("the foot says that no speaker has reviewed it")
                            .isEqualTo(language.equals("en") ? 1 : 2);
                    assertThat((List<?>) screen.page().evaluate(HubWindow.CUT_OFF))
                            .as("%s cut off at %s", page.getKey(), width)
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
}
