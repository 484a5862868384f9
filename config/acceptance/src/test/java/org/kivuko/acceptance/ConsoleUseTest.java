package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.acceptance.console.Chromium;
import org.kivuko.acceptance.console.HubWindow;
import org.kivuko.acceptance.console.Tabulator;

/** What operators do in a browser, over a running hub with live traffic: what they are shown afterwards is what the hub did. */
@Tag("slow")
@ExtendWith(Shared.class)
class ConsoleUseTest {
    private static final Locator.WaitForOptions GONE =
            new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static BusyBorder border;

    private HubWindow window;

    @BeforeAll
    static void take(BusyBorder shared) {
        border = shared.goOn();
    }

    @AfterAll
    static void rest() {
        border.rest();
    }

    @BeforeEach
    void open() {
        window = open(BusyBorder.LOGIN);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private static HubWindow open(String login) {
        return HubWindow.open(chromium.browser(), border.origin(), border.session(chromium.browser(), login));
    }

    private static void press(HubWindow window, String name) {
        window.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private static void confirm(HubWindow window) {
        window.page().locator("dialog button[type=submit]").click();
        window.page().locator("dialog").waitFor(GONE);
    }

    private static void confirm(HubWindow window, String reason) {
        window.page().fill("#act-reason", reason);
        confirm(window);
    }

    @Test
    void aViewIsSavedOpenedAndRemoved() {
        window.go("/console/messages?reason=SUSPENDED&agency=KEN.BMS");
        press(window, "Save this view");
        window.page().fill("#act-name", "what Kenya is refused");
        confirm(window);

        window.go("/console/messages").untilSaid("what Kenya is refused");
        window.page().getByText("what Kenya is refused").first().click();
        window.page().waitForURL(url -> url.contains("reason=SUSPENDED") && url.contains("agency=KEN.BMS"));
        window.untilSaid(border.refused().substring("KEN.BMS/".length()));

        window.page().locator(".views button.bare").click();
        confirm(window);
        window.until("!document.body.innerText.includes('what Kenya is refused')")
                .assertSound();
    }

    @Test
    void aThresholdIsChangedByWhoLooksAfterThem() {
        try (HubWindow administrator = open(BusyBorder.ADMINISTRATOR)) {
            administrator.go("/console/alerts");
            Locator row = administrator
                    .page()
                    .locator("#table-thresholds tr")
                    .filter(new Locator.FilterOptions().setHasText("hub.quarantine"));
            row.getByRole(AriaRole.BUTTON).click();
            administrator.page().fill("#act-attention", "40");
            confirm(administrator, "three were too few");
            administrator.untilSaid("≥ 40").assertSound();
            assertThat(row.innerText()).contains("≥ 40", BusyBorder.ADMINISTRATOR);
        }
        window.go("/console/alerts");
        assertThat(window.page().locator("#table-thresholds button").count())
                .as("who operates changes no threshold")
                .isZero();
    }

    @Test
    void anAlertIsAcknowledgedAndAssigned() {
        window.go("/console/alerts");
        Locator row = window.page()
                .locator("#table-alerts tr")
                .filter(new Locator.FilterOptions().setHasText(BusyBorder.NEVER_FETCHED));
        row.getByText("Acknowledge").click();
        confirm(window, "I call the desk");
        window.untilSaid("Seen by " + BusyBorder.LOGIN);
        row.getByText("Assign").click();
        confirm(window, "it is mine");
        window.untilSaid("Assigned to " + BusyBorder.LOGIN).assertSound();

        window.go("/console/").untilSaid(BusyBorder.LOGIN);
    }

    @Test
    void aNoteAndAMaintenanceAreLeftToTheNextShift() {
        window.go("/console/shift");
        window.page().fill("#note-text", "Two desks were called; nobody answered.");
        press(window, "Leave the note");
        window.untilSaid("Two desks were called; nobody answered.");
        assertThat(window.page().inputValue("#note-text")).isEmpty();

        press(window, "Announce maintenance");
        LocalDateTime tomorrow =
                LocalDateTime.now(ZoneId.of("Africa/Nairobi")).plusDays(1).truncatedTo(ChronoUnit.MINUTES);
        window.page().fill("#act-agency", BusyBorder.SILENT);
        window.page().fill("#act-from", tomorrow.toString());
        window.page().fill("#act-until", tomorrow.plusHours(2).toString());
        window.page().fill("#act-text", "The line is mended.");
        confirm(window);
        window.untilSaid("The line is mended.").untilSaid("coming").assertSound();
    }

    @Test
    void aQueueIsPausedAndResumedAndSaysByWhomAndWhy() {
        window.go("/console/queue/agency.UGA.URA.inbox");
        press(window, "Pause");
        confirm(window, "their system is mended tonight");
        window.untilSaid("Paused by " + BusyBorder.LOGIN)
                .untilSaid("their system is mended tonight")
                .assertSound();
        press(window, "Resume");
        confirm(window, "it is back");
        window.until("!document.body.innerText.includes('their system is mended tonight')");
    }

    @Test
    void aQueueIsEmptiedOnceItsNameWasTyped() {
        window.go("/console/queue/agency.KEN.DIS.receipts");
        press(window, "Empty it");
        window.page().fill("#act-typed", "agency.KEN.DIS.receipt");
        window.page().fill("#act-reason", "nobody reads them");
        window.page().locator("dialog button[type=submit]").click();
        window.untilSaid("This is not what has to be typed.");
        window.page().fill("#act-typed", "agency.KEN.DIS.receipts");
        confirm(window);
        window.go("/console/audit?target=agency.KEN.DIS.receipts").untilSaid("nobody reads them");
    }

    @Test
    void aListIsTakenAwayAsItIsFilteredAndNoCellIsAFormula() throws IOException {
        border.hub().desk("KEN.DIS").give(Samples.stolenPassport("-2.5", "UGA.DCIC"));
        border.hub().desk("KEN.DIS").judged("-2.5");
        window.go("/console/messages?agency=KEN.DIS").untilSaid("-2.5");
        Download file = window.page()
                .waitForDownload(
                        () -> window.page().locator("a[download]").first().click());
        String table = Files.readString(file.path());
        assertThat(table).contains("'-2.5").contains("KEN.DIS").doesNotContain("\n-", ",-", "KEN.BMS,");
    }

    @Test
    void theLifeOfAMessageIsPrintedForACaseFile() {
        window.go("/console/message/" + border.refused());
        window.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        window.shot("message-print");
        assertThat(window.text())
                .contains("for the case file", "Printed", "SUSPENDED")
                .doesNotContain("Sign out", "Print for a case file");
    }

    @Test
    void theKeyboardAloneRedrivesAMessage() {
        border.unreadable(1);
        window.go("/console/");
        window.page().keyboard().press("g");
        window.page().keyboard().press("d");
        window.untilSaid("Redrive all of this cause");
        Tabulator.to(window.page(), "Redrive all of this cause");
        window.page().keyboard().press("Enter");
        window.page().locator("dialog #act-typed").waitFor();
        String count = window.page().locator("label[for=act-typed]").innerText().replaceAll("[^0-9]", "");
        Tabulator.to(window.page(), "reason");
        window.page().keyboard().type("The sender mended its system");
        Tabulator.to(window.page(), "typed");
        window.page().keyboard().type(count);
        window.page().keyboard().press("Enter");

        window.page().waitForURL("**/console/redrives/*");
        window.untilSaid(count + " of " + count).untilSaid("gone back").assertSound();
    }

    @Test
    void thePaletteLeadsAnywhereAndOffersNothingThatActs() {
        window.go("/console/queue/hub.quarantine");
        window.page().keyboard().press("Control+k");
        window.page().locator("[role=option]").first().waitFor();
        assertThat(window.page().locator("[role=option]").allInnerTexts())
                .hasSizeGreaterThan(14)
                .noneMatch(text -> text.matches("(?i).*(empty it|redrive all|purge|pause|cancel|release|suspend).*"));
        window.page().keyboard().type("posts");
        window.page().keyboard().press("Enter");
        window.page().waitForURL("**/console/posts");
    }
}
