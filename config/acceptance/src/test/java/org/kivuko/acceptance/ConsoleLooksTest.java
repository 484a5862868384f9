package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.acceptance.console.Chromium;
import org.kivuko.acceptance.console.HubWindow;
import org.kivuko.acceptance.console.Look;

/**
 * Every page of the console over a running hub: before anything came, full and with live traffic, and failing; light and dark,
 * from the left and from the right. The hub is one, so the order counts.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleLooksTest {
    private static final String NOTHING_ODD = "(?s).*(⟦|undefined|NaN|\\[object).*";

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static BusyBorder border;

    @BeforeAll
    static void start() {
        border = BusyBorder.fresh();
    }

    @AfterAll
    static void stop() {
        if (border != null) {
            border.close();
        }
    }

    /** Looks at every page; what is wrong with any of them is said at the end. */
    private static void each(List<ConsolePages.View> views, BiConsumer<HubWindow, ConsolePages.View> look) {
        var wrong = new ArrayList<String>();
        var windows = new HashMap<String, HubWindow>();
        try {
            for (ConsolePages.View view : views) {
                HubWindow window = windows.computeIfAbsent(view.login(), ConsoleLooksTest::window);
                try {
                    look.accept(window, view);
                } catch (AssertionError | PlaywrightException e) {
                    wrong.add(view.name() + ": " + e.getMessage());
                    // Whatever it was stays with this page.
                    windows.remove(view.login()).close();
                }
            }
        } finally {
            windows.values().forEach(HubWindow::close);
        }
        assertThat(wrong).isEmpty();
    }

    private static HubWindow window(String login) {
        return HubWindow.open(chromium.browser(), border.origin(), border.session(chromium.browser(), login));
    }

    @Test
    @Order(1)
    void everyPageThatThereIsIsLookedAt() {
        assertThat(ConsolePages.all().stream().map(ConsolePages.View::page).distinct())
                .containsExactlyInAnyOrderElementsOf(ConsolePages.thatTheConsoleHas());
    }

    @Test
    @Order(2)
    void aFreshHubSaysWhatToDoWhereThereIsNothing() {
        each(ConsolePages.ofAFreshHub(), (window, view) -> {
            window.go(view.path()).in(Look.ENGLISH_DARK).untilSaid(view.nothing());
            sound(window, view.name() + "-empty");
            sound(window.in(Look.ARABIC_LIGHT), view.name() + "-empty");
        });
    }

    @Test
    @Order(3)
    void withLiveTrafficEveryPageShowsWhatThereIs() {
        border.begin();
        each(ConsolePages.of(border), (window, view) -> {
            window.go(view.path()).in(Look.ENGLISH_LIGHT).untilSaid(view.seen());
            sound(window, view.name() + "-full");
            for (Look look : List.of(Look.ENGLISH_DARK, Look.ARABIC_LIGHT)) {
                sound(window.in(look), view.name() + "-full");
            }
        });
    }

    /** Colours and direction are looked at one by one in every change, and together here: no rule of a style names both. */
    @Test
    @Order(6)
    @Tag("large")
    void everyPageIsSoundInTheDarkFromTheRight() {
        border.begin();
        each(ConsolePages.of(border), (window, view) -> {
            window.go(view.path()).in(Look.ENGLISH_LIGHT).untilSaid(view.seen());
            sound(window.in(Look.ARABIC_DARK), view.name() + "-full");
        });
    }

    @Test
    @Order(4)
    void whereTheHubDoesNotAnswerEveryPageSaysWhatHappenedWhoActsAndTriesAgain() {
        var asking = ConsolePages.of(border).stream()
                .filter(view -> !view.asksNothing())
                .toList();
        each(asking, (window, view) -> {
            window.cut().go(view.path()).in(Look.ARABIC_LIGHT);
            window.page().locator("main .state.failing").first().waitFor();
            sound(window, view.name() + "-cut");

            window.unavailable().in(Look.ENGLISH_DARK).untilSaid("A part of the hub does not answer");
            assertThat(window.text()).contains("whoever runs the hub", "NOT_AVAILABLE");
            sound(window, view.name() + "-failing");

            window.mended().page().locator("main button.main").click();
            window.untilSaid(view.seen());
        });
    }

    @Test
    @Order(5)
    void theWayInIsThereInEveryLookAndSaysWhenTheHubDoesNotAnswer() {
        try (HubWindow window = HubWindow.open(chromium.browser(), border.origin(), "")) {
            window.callsMayFail().go("/console/held");
            for (Look look : List.of(Look.ENGLISH_LIGHT, Look.ENGLISH_DARK, Look.ARABIC_LIGHT, Look.ARABIC_DARK)) {
                window.in(look).page().locator("#password").waitFor();
                sound(window, "sign-in-full");
            }
            window.page().route("**/v1/session", route -> route.abort());
            window.page().reload();
            window.page().locator("main .state.failing").waitFor();
            sound(window, "sign-in-cut");
            window.page().unroute("**/v1/session");
            window.page().locator("main button.main").click();

            window.page().fill("#login", BusyBorder.LOGIN);
            window.page().fill("#password", BusyBorder.PASSWORD);
            window.page().keyboard().press("Enter");
            window.page().locator("#table-held").waitFor();
            assertThat(window.page().url()).endsWith("/console/held");
            assertThat(window.context().cookies()).singleElement().satisfies(cookie -> {
                assertThat(cookie.httpOnly).isTrue();
                assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
            });
        }
    }

    /** Keeps a picture of what was looked at, and looks at what no reader sees. */
    private static void sound(HubWindow window, String name) {
        window.shot(name).assertSound();
        assertThat(window.text()).as(name).doesNotMatch(NOTHING_ODD);
        assertThat(window.cutOff()).as(name).isEmpty();
    }
}
