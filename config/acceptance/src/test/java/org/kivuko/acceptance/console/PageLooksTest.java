package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages make of answers that a hub gives seldom; how they look over a running one stands in {@code ConsoleLooksTest}. */
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
    void saysWhatToDoWhereThereIsNothing(Shown shown) {
        try (Screen screen = chromium.screen(Look.ENGLISH_DARK, shown.empty().get())) {
            screen.open(shown.path()).shot(shown.name() + "-empty").assertSound();
            assertThat(screen.text()).contains(shown.nothing()).doesNotContain("⟦", "undefined", "NaN");
        }
    }
}
