package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do on the pages of messages, rules, places and the house, and what is sent to the hub for it. */
@Tag("slow")
class PlacesUseTest {
    private static final Locator.WaitForOptions GONE =
            new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static Screen screen(Fixtures fixtures) {
        return chromium.screen(Look.ENGLISH_LIGHT, fixtures);
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    /** By the clock and not by frames, which a window that nobody looks at does not draw. */
    private static void wait(Page page, String until) {
        page.waitForFunction(until, null, new Page.WaitForFunctionOptions().setPollingInterval(50));
    }

    /** Confirms in the dialog that is open. */
    private static void confirm(Page page) {
        page.locator("dialog button[type=submit]").click();
        page.locator("dialog").waitFor(GONE);
    }

    @Test
    void searchesWithTimesOfTheOwnZoneAndAnOpenEnd() {
        try (Screen screen = screen(PlacesPages.full())) {
            Page page = screen.open("/console/messages").page();
            page.getByText("More filters").click();
            page.fill("#f-since", "2026-11-26T09:00");
            page.fill("#f-pair", " KEN-UGA ");
            page.locator("#f-outcome").selectOption("refused");
            page.keyboard().press("Enter");
            page.locator("form.search button[type=submit]").first().click();
            page.waitForURL("**/console/messages?*pair=KEN-UGA*");

            assertThat(screen.asked())
                    .anyMatch(call -> call.startsWith("GET /v1/ops/messages?")
                            && call.contains("pair=KEN-UGA")
                            && call.contains("outcome=refused")
                            && call.contains("since=2026-11-26T06%3A00%3A00Z")
                            && !call.contains("until="));
            assertThat(page.getAttribute("a[download]", "href"))
                    .startsWith("/v1/ops/messages.csv?")
                    .contains("pair=KEN-UGA", "outcome=refused");
        }
    }

    @Test
    void anEmptyFilterIsLeftOutAndAFilterCanBeLeftOffAlone() {
        try (Screen screen = screen(PlacesPages.full())) {
            Page page = screen.open("/console/messages?outcome=refused&agency=KEN.DIS")
                    .page();
            page.locator("ul.chips[aria-label] li")
                    .filter(new Locator.FilterOptions().setHasText("refused"))
                    .locator("a")
                    .click();
            page.waitForURL(url -> !url.contains("outcome"));

            assertThat(page.url()).endsWith("/console/messages?agency=KEN.DIS");
            assertThat(screen.asked().get(screen.asked().size() - 1)).doesNotContain("outcome=");
        }
    }

    @Test
    void contentIsOpenedForAStatedPurposeAloneAndStandsSideBySide() {
        try (Screen screen = screen(PlacesPages.full())) {
            Page page = screen.open(PlacesPages.MESSAGE_PAGE).page();
            assertThat(screen.text()).doesNotContain("WANJALA");
            press(page, "Open the content");
            page.locator("dialog button[type=submit]").click();
            assertThat(screen.sent()).as("without a purpose nothing is asked").isEmpty();
            page.fill("#act-purpose", "complaint of a traveller");
            page.fill("#act-reason", "BUS-2026-1187");
            confirm(page);
            screen.shot("message-content").assertSound();

            assertThat(screen.sent()).hasSize(1);
            assertThat(screen.sent().get(0).body()).contains("complaint of a traveller", "BUS-2026-1187");
            assertThat(screen.text()).contains("WANJALA", "\"1991\"", "26 gone");
            press(page, "Close it");
            assertThat(screen.text()).doesNotContain("WANJALA");
        }
    }

    @Test
    void withoutTheRightsNothingThatActsIsOffered() {
        var seeing = Set.of("SEE", "AUDIT");
        for (String path : List.of(
                PlacesPages.MESSAGE_PAGE,
                "/console/pair/KEN/UGA",
                "/console/agreement/KEN-UGA.osbp",
                "/console/alerts",
                "/console/shift")) {
            try (Screen screen = screen(PlacesPages.with(PlacesPages.full(), seeing))) {
                screen.open(path);

                assertThat(screen.page().locator("main button").allInnerTexts())
                        .noneMatch(text ->
                                text.matches("(Open|Suspend|Resume|Acknowledge|Assign|Note|Change|Announce|Leave).*"));
            }
        }
        try (Screen screen = screen(PlacesPages.with(PlacesPages.full(), seeing))) {
            screen.open("/console/messages");

            assertThat(screen.page().locator("a[download]").count()).isZero();
        }
    }

    @Test
    void suspendsOneDirectionAfterItsAgreementWasTyped() {
        try (Screen screen = screen(PlacesPages.full().json("POST /v1/ops/agreements/EAC.customs/suspend", "{}"))) {
            Page page = screen.open("/console/pair/KEN/UGA").page();
            page.getByText("agreements between the two: suspend").click();
            press(page, "Suspend");
            page.fill("#act-typed", "EAC");
            page.fill("#act-reason", "asked for by both authorities");
            page.locator("dialog button[type=submit]").click();
            assertThat(screen.sent()).isEmpty();
            page.fill("#act-typed", "EAC.customs");
            confirm(page);

            assertThat(screen.sent()).hasSize(1);
            assertThat(screen.sent().get(0).path()).isEqualTo("/v1/ops/agreements/EAC.customs/suspend");
            assertThat(screen.sent().get(0).body())
                    .contains("\"from\":\"KEN\"", "\"to\":\"UGA\"", "asked for by both authorities", "\"key\":");
        }
    }

    @Test
    void asksWhatWouldBecomeOfAMessageAndSaysWhyRuleByRule() {
        var hub = PlacesPages.full().file("/schemas/examples/alert-document-stolen.json", "places/alert-example.json");
        try (Screen screen = screen(hub)) {
            Page page = screen.open("/console/what-if").page();
            page.fill("#w-message", "{no json");
            press(page, "Judge it");
            assertThat(screen.text()).contains("This is not JSON");
            assertThat(screen.sent()).isEmpty();
            page.locator("#w-example").selectOption("alert-document-stolen");
            wait(page, "() => document.getElementById('w-message').value.includes('DOC-STOLEN')");
            press(page, "Judge it");
            page.locator("#answer .card").first().waitFor();
            page.getByText("Why:").first().click();
            screen.shot("what-if-answer").assertSound();

            assertThat(screen.sent().get(0).body()).startsWith("{\"message\":{").contains("DOC-STOLEN");
            assertThat(screen.text()).contains("Ruled for 3 recipients", "IGAD.documents@1/DOC-1", "matches");
        }
    }

    @Test
    void aNoteThatWasNotTakenIsSentAgainUnderTheSameKey() {
        var hub = PlacesPages.full().problem("POST /v1/ops/shift/notes", 503, "NOT_AVAILABLE");
        try (Screen screen = screen(hub)) {
            Page page = screen.open("/console/shift").page();
            page.fill("#note-text", "Two desks were called.");
            press(page, "Leave the note");
            page.locator("main .fault").waitFor();
            assertThat(page.inputValue("#note-text")).isEqualTo("Two desks were called.");
            hub.json("POST /v1/ops/shift/notes", "{}");
            press(page, "Leave the note");
            wait(page, "() => document.getElementById('note-text').value === ''");

            assertThat(screen.sent()).hasSize(2);
            assertThat(screen.sent().get(0).body())
                    .isEqualTo(screen.sent().get(1).body())
                    .contains("\"key\":\"");
        }
    }

    @Test
    void acknowledgesAnAlertByKeyboardAlone() {
        var hub = PlacesPages.full();
        String alert = Fixtures.read("places/alerts.json").at("/alerts/0/alert").asText();
        hub.json("POST /v1/ops/alerts/" + alert + "/acknowledge", "{}");
        try (Screen screen = screen(hub)) {
            Page page = screen.open("/console/alerts").page();
            page.locator("main").focus();
            for (int i = 0;
                    i < 30
                            && !page.evaluate("document.activeElement.innerText")
                                    .toString()
                                    .startsWith("Acknowledge");
                    i++) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("Enter");
            page.keyboard().type("I look into it");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.locator("dialog").waitFor(GONE);

            assertThat(screen.sent()).hasSize(1);
            assertThat(screen.sent().get(0).body()).contains("I look into it", "\"key\":");
        }
    }

    @Test
    void aPasswordThatTheHubMadeIsShownOnce() {
        try (Screen screen = screen(PlacesPages.full())) {
            Page page = screen.open("/console/people").page();
            press(page, "Add a person");
            page.fill("#act-login", "newcomer");
            page.fill("#act-name", "Newcomer");
            page.fill("#act-roles", "viewer");
            page.fill("#act-scope", "KEN, UGA.DCIC");
            page.fill("#act-reason", "new desk");
            page.locator("dialog button[type=submit]").click();
            page.getByText("anvil-breeze-coral-dune").waitFor();
            page.keyboard().press("Escape");
            page.locator("dialog").waitFor(GONE);

            assertThat(screen.sent().get(0).body())
                    .contains("\"roles\":[\"viewer\"]", "\"states\":[\"KEN\"]", "\"agencies\":[\"UGA.DCIC\"]")
                    .doesNotContain("password");
            assertThat(screen.text()).doesNotContain("anvil-breeze");
        }
    }

    @Test
    void instantsAreReadInTheChosenZoneAcrossChangesOfTheClocks() {
        try (Screen screen = screen(PlacesPages.full())) {
            Page page = screen.open("/console/settings").page();
            Object read = page.evaluate(
                    "async () => { const z = await import(document.documentElement.dataset.static + '/pages/parts/zone.js');"
                            + " return [z.instant('2026-11-26T09:15', 'Africa/Addis_Ababa'),"
                            + " z.instant('2017-11-01T00:30', 'Africa/Khartoum'), z.instant('2026-07-01T00:00', 'Europe/Paris'),"
                            + " z.local('2026-11-26T06:15:00Z', 'Africa/Addis_Ababa'), z.instant('', 'UTC'), z.local('x', 'UTC')] }");

            assertThat((List<?>) read)
                    .isEqualTo(List.of(
                            "2026-11-26T06:15:00Z",
                            "2017-10-31T22:30:00Z",
                            "2026-06-30T22:00:00Z",
                            "2026-11-26T09:15",
                            "",
                            ""));
        }
    }
}
