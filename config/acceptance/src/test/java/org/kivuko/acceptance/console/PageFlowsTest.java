package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do on the pages: with the keyboard alone, over a poor link, with somebody else at work beside them. */
@Tag("slow")
class PageFlowsTest {
    private static final int FIRST_VIEW = 90 * 1024;

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    @Test
    void theKeyboardAloneRedrivesWhatIsStuck() {
        // Given
        Fixtures hub = OwnPages.busy()
                .json(
                        "POST /v1/ops/redrives/preview",
                        "{\"set\":\"5e7\",\"count\":4,\"oldest\":\"2026-11-26T08:00:00Z\",\"newest\":\"2026-11-26T13:12:00Z\"}")
                .json("POST /v1/ops/redrives", Fixtures.read("redrive.json").toString());
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            screen.open("/console/");

            // When
            screen.page().keyboard().press("g");
            screen.page().keyboard().press("d");
            screen.waitForText("Quarantine by cause");
            Tabulator.to(screen.page(), "Redrive all of this cause");
            screen.page().keyboard().press("Enter");
            screen.waitForText("4 messages are in the set");
            screen.shot("redrive-dialog").assertSound();
            Tabulator.to(screen.page(), "reason");
            screen.page().keyboard().type("The sender mended its system");
            Tabulator.to(screen.page(), "typed");
            screen.page().keyboard().type("4");
            Tabulator.to(screen.page(), "Redrive 4 messages");
            screen.page().keyboard().press("Enter");

            // Then
            screen.waitForText("4,213 of 10,000");
            assertThat(screen.page().url()).endsWith("/console/redrives/f00d0001-0000-4000-8000-000000000001");
            assertThat(screen.sent())
                    .extracting(Screen.Sent::path)
                    .containsExactly("/v1/ops/redrives/preview", "/v1/ops/redrives");
            assertThat(screen.sent().get(0).body()).contains("\"select\":{\"cause\":\"SCHEMA_VIOLATION\"}");
            assertThat(screen.sent().get(1).body())
                    .contains("\"set\":\"5e7\"", "\"count\":4", "\"ratePerSecond\":20", "The sender mended its system")
                    .containsPattern("\"key\":\"[0-9a-f-]{36}\"");
        }
    }

    @Test
    void nothingIsRedrivenWithoutItsCountAndAReason() {
        // Given
        Fixtures hub = OwnPages.busy().json("POST /v1/ops/redrives/preview", "{\"set\":\"5e7\",\"count\":4}");
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            screen.open("/console/failures");
            screen.page().getByText("Redrive all of this cause").first().click();
            screen.waitForText("4 messages are in the set");

            // When
            screen.page().locator("[name=typed]").fill("5");
            screen.page().locator("dialog button[type=submit]").click();

            // Then
            screen.waitForText("This is not what has to be typed.").waitForText("This is needed.");
            screen.assertSound();
            assertThat(screen.sent()).hasSize(1);

            // When
            screen.page().keyboard().press("Escape");

            // Then: the browser takes it away a moment after the key.
            screen.page()
                    .locator("dialog")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(screen.page().locator("dialog").count()).isZero();
            assertThat(screen.sent()).hasSize(1);
        }
    }

    @Test
    void aTryAfterAFailureIsTheSameActAgain() {
        // Given
        Fixtures hub = OwnPages.busy()
                .json("POST /v1/ops/redrives/preview", "{\"set\":\"5e7\",\"count\":4}")
                .problem("POST /v1/ops/redrives", 503, "NOT_AVAILABLE");
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            screen.open("/console/failures");
            screen.page().getByText("Redrive all of this cause").first().click();
            screen.page().locator("[name=typed]").fill("4");
            screen.page().locator("[name=reason]").fill("Again");

            // When
            screen.page().locator("dialog button[type=submit]").click();
            screen.waitForText("A part of the hub does not answer");
            hub.json("POST /v1/ops/redrives", Fixtures.read("redrive.json").toString());
            screen.page().locator("dialog button[type=submit]").click();
            screen.waitForText("4,213 of 10,000");

            // Then
            List<String> bodies =
                    screen.sent().stream().skip(1).map(Screen.Sent::body).toList();
            assertThat(bodies).hasSize(2);
            assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
        }
    }

    @Test
    void rowsStayUnderTheMouseUntilTheNewOrderIsAskedFor() {
        // Given
        Fixtures hub = OwnPages.busy();
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            screen.open("/console/queues");
            var first = screen.page().locator("#table-queues tbody tr").first();
            first.hover();
            hub.json("/v1/ops/queues", turnedRound());

            // When
            screen.page().keyboard().press("Control+k");
            screen.page().keyboard().type("again");
            screen.page().keyboard().press("Enter");
            screen.waitForText("The order stays while you are in the table");

            // Then
            assertThat(first.innerText()).contains("agency.UGA.DCIC.inbox");

            // When
            screen.page().getByText("Show the new order").click();

            // Then
            assertThat(first.innerText()).contains("agency.KEN.KRA.receipts");
        }
    }

    private static String turnedRound() {
        var document = (ObjectNode) Fixtures.read("queues.json");
        var rows = new ArrayList<JsonNode>();
        document.path("queues").forEach(rows::add);
        Collections.reverse(rows);
        document.putArray("queues").addAll(rows);
        return document.toString();
    }

    @Test
    void thePaletteLeadsAnywhereAndDoesNothingToTheHub() {
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, OwnPages.busy())) {
            screen.open("/console/");
            screen.page().keyboard().press("Control+k");
            screen.shot("palette").assertSound();
            List<String> offered = screen.page().locator("[role=option]").allInnerTexts();
            assertThat(offered)
                    .hasSizeGreaterThan(14)
                    .noneMatch(text -> text.matches("(?i).*(redrive all|purge|pause|cancel|release).*"));
            screen.page().keyboard().type("ken-dis-2026-00917");
            screen.page().keyboard().press("Enter");
            screen.page().waitForURL("**/console/messages?q=ken-dis-2026-00917");
            assertThat(screen.sent()).isEmpty();
        }
    }

    @Test
    void theWayInKeepsTheAddress() {
        // Given
        Fixtures hub = OwnPages.busy()
                .problem("/v1/session", 401, "NOT_AUTHENTICATED")
                .problem("POST /v1/session", 401, "NOT_AUTHENTICATED");
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            screen.open("/console/held");
            screen.shot("sign-in").assertSound();
            screen.page().locator("#login").fill("amina");
            screen.page().locator("#password").fill("wrong");

            // When
            screen.page().keyboard().press("Enter");

            // Then
            screen.waitForText("do not fit together").assertSound();
            assertThat(screen.page().locator("#password").inputValue()).isEmpty();

            // When
            hub.json("POST /v1/session", Fixtures.read("session.json").toString());
            screen.page().locator("#password").fill("right");
            screen.page().keyboard().press("Enter");

            // Then
            screen.waitForText("less than an hour");
            assertThat(screen.page().url()).endsWith("/console/held");
        }
    }

    @Test
    void whoMayOnlySeeIsOfferedNoAct() {
        // Given
        Fixtures hub = OwnPages.busy()
                .json(
                        "/v1/session",
                        "{\"login\":\"v\",\"name\":\"V\",\"roles\":[\"viewer\"],\"rights\":[\"SEE\"],\"scope\":{},\"csrf\":\"c\"}");
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            for (String path : List.of(
                    "/console/failures",
                    "/console/failures/hub.quarantine?cause=SCHEMA_VIOLATION",
                    "/console/failures/hub.quarantine/c0ffee01-0000-4000-8000-000000000001",
                    "/console/redrives/f00d0001-0000-4000-8000-000000000001",
                    "/console/queue/agency.UGA.DCIC.inbox",
                    "/console/held")) {
                screen.open(path);
                assertThat(screen.page().locator("#main button").allInnerTexts())
                        .as(path)
                        .allMatch(text -> text.equals("Filter"));
            }
            assertThat(screen.text()).doesNotContain("Audit", "People");
        }
    }

    /** The whole first view, compressed, with what the hub answers; in the scripts that take most bytes too. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "am"})
    void theFirstViewIsLight(String language) {
        try (Screen screen = chromium.screen(new Look("light", language), OwnPages.busy())) {
            screen.open("/console/");
            int bytes =
                    screen.bytes().values().stream().mapToInt(Integer::intValue).sum();
            assertThat(bytes).as("%s", screen.bytes()).isLessThanOrEqualTo(FIRST_VIEW);
            assertThat(screen.bytes().keySet()).noneMatch(path -> path.contains("uplot"));
        }
    }

    @Test
    void fourSettingsAreIndependent() {
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, OwnPages.busy())) {
            screen.open("/console/settings").shot("settings").assertSound();
            screen.page().getByLabel("Ethiopian").check();
            screen.waitForText("2019");
            screen.page().locator("input[name=digits][value=arab]").check();
            screen.waitForText("٢٠١٩");
            screen.page().locator("#zone").selectOption("UTC");
            screen.waitForText("١٤:٠٠:٠٠");
            screen.page().locator("input[name=theme][value=dark]").check();
            screen.assertSound();
            assertThat(screen.page().evaluate("document.documentElement.lang")).isEqualTo("en");

            // When loaded again
            screen.open("/console/settings");

            // Then
            assertThat(screen.text()).contains("٢٠١٩", "Settings");
        }
    }

    @Test
    void aSmallWindowNeedsNoScrollingToTheSide() {
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, OwnPages.busy(), 360)) {
            for (String path : List.of("/console/", "/console/queues", "/console/failures", "/console/held")) {
                screen.open(path);
                assertThat(screen.overflow()).as(path).isZero();
            }
            screen.open("/console/").shot("board-small").assertSound();
        }
    }

    @Test
    void thereIsAWordForAnAddressThatLeadsNowhere() {
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, OwnPages.busy())) {
            screen.open("/console/nothing-like-it")
                    .waitForText("There is no such page")
                    .assertSound();
        }
    }

    /** The guard of the others: what the policy forbids, such as a request to elsewhere, is caught. */
    @Test
    void whatBreaksThePolicyIsSeen() {
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, OwnPages.busy())) {
            screen.open("/console/settings");
            Page page = screen.page();
            page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')");
            assertThatThrownBy(screen::assertSound).hasMessageContaining("Content Security Policy");
            assertThat(page.getByRole(AriaRole.MAIN).count()).isEqualTo(1);
        }
    }
}
