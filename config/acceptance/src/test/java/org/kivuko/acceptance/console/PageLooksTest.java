package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each page full, empty and failing; light and dark; from the left and from the right. */
@Tag("slow")
class PageLooksTest {
    @RegisterExtension
    static final Chromium chromium = new Chromium();

    /**
     * A page.
     *
     * @param seen what the full page says
     * @param nothing what the empty one says
     */
    record Shown(
            String name, String path, Supplier<Fixtures> full, Supplier<Fixtures> empty, String seen, String nothing) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Shown> pages() {
        return OwnPages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsWhatThereIs(Shown shown) {
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, shown.full().get())) {
            screen.open(shown.path()).shot(shown.name() + "-full").assertSound();
            assertThat(screen.text()).contains(shown.seen()).doesNotContain("⟦", "undefined", "NaN");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void turnsRoundForArabic(Shown shown) {
        try (Screen screen = chromium.screen(Look.ARABIC_DARK, shown.full().get())) {
            screen.open(shown.path()).shot(shown.name() + "-full").assertSound();
            assertThat(screen.page().evaluate("document.documentElement.dir")).isEqualTo("rtl");
            assertThat(screen.overflow()).as("pixels wider than the window").isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatToDoWhereThereIsNothing(Shown shown) {
        try (Screen screen = chromium.screen(Look.ENGLISH_DARK, shown.empty().get())) {
            screen.open(shown.path()).shot(shown.name() + "-empty").assertSound();
            assertThat(screen.text()).contains(shown.nothing()).doesNotContain("⟦", "undefined", "NaN");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatHappenedWhoActsAndTriesAgain(Shown shown) {
        Fixtures hub = shown.full().get().failing(503, "NOT_AVAILABLE");
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            screen.open(shown.path()).shot(shown.name() + "-failing").assertSound();
            assertThat(screen.text())
                    .contains("A part of the hub does not answer", "whoever runs the hub", "NOT_AVAILABLE");
            hub.with(shown.full().get());
            screen.page().locator("main button.main").click();
            screen.waitForText(shown.seen());
        }
    }

    @Test
    void saysInArabicTooThatThereIsNothingAndThatItFails() {
        try (Screen screen = chromium.screen(Look.ARABIC_LIGHT, OwnPages.calm())) {
            screen.open("/console/").shot("board-empty").assertSound();
        }
        try (Screen screen = chromium.screen(Look.ARABIC_LIGHT, OwnPages.busy().failing(503, "NOT_AVAILABLE"))) {
            screen.open("/console/").shot("board-failing").assertSound();
        }
    }
}
