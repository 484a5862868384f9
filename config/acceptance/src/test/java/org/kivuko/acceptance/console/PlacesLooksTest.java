package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.acceptance.console.PlacesPages.Place;

/** What pages of messages, rules, places and the house make of answers; {@code ConsoleLooksTest} has the looks over a running hub. */
@Tag("slow")
class PlacesLooksTest {
    private static final Locator.WaitForOptions GONE =
            new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    static List<Place> pages() {
        return PlacesPages.all();
    }

    static List<Place> pagesThatCanBeEmpty() {
        return pages().stream().filter(place -> !place.nothing().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsWhatThereIs(Place place) {
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, PlacesPages.full())) {
            screen.open(place.path()).shot(place.name() + "-full").assertSound();
            assertThat(screen.text()).contains(place.seen()).doesNotContain("⟦", "undefined", "NaN");
            screen.page().setViewportSize(390, 800);
            assertThat(screen.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("only tables may be scrolled aside")
                    .isEqualTo(0);
        }
    }

    @ParameterizedTest
    @MethodSource("pagesThatCanBeEmpty")
    void saysWhatToDoWhereThereIsNothing(Place place) {
        try (Screen screen = chromium.screen(Look.ENGLISH_DARK, PlacesPages.empty())) {
            screen.open(place.path()).shot(place.name() + "-empty").assertSound();

            assertThat(screen.text()).contains(place.nothing()).doesNotContain("⟦", "undefined", "NaN");
        }
    }

    @Test
    void theMapIsOptionalAndItsGroundIsAFewKilobytes() {
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, PlacesPages.full())) {
            screen.open("/console/posts");
            Map<String, Integer> with = screen.bytes();
            assertThat(screen.page().locator(".map a.post").count()).isGreaterThan(20);
            screen.page().getByText("Hide the map").click();
            screen.page().waitForURL("**/console/posts?map=no");
            screen.page().locator(".map").waitFor(GONE);

            assertThat(with.entrySet().stream()
                            .filter(file -> file.getKey().endsWith("/data/region.json"))
                            .mapToInt(Map.Entry::getValue)
                            .sum())
                    .isBetween(1, 4_000);
            assertThat(screen.text()).contains("KEN-BUSIA/UGA-BUSIA");
        }
    }
}
