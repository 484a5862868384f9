package org.kivuko.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways in, and one's own password, as people see them. */
@Tag("slow")
class WayInPagesTest {
    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static String session(String password) {
        var session = (ObjectNode) Fixtures.read("session.json");
        return session.put("password", password)
                .put("demonstration", false)
                .put("csrf", "csrf of " + password)
                .toString();
    }

    @Test
    void whoWasGivenAPasswordIsAskedToChangeItAndDoesSoInSettings() {
        // Given
        Fixtures hub = OwnPages.busy()
                .json("/v1/session", session("given"))
                .problem("POST /v1/session/password", 403, "NOT_ALLOWED");
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            screen.open("/console/").waitForText("somebody else may know it").assertSound();

            // When
            screen.page().getByText("Change it now").click();
            screen.waitForText("New password, once more");
            screen.page().locator("#password-current").fill("  as it was given ");
            screen.page().locator("#password-fresh").fill("one of my own");
            screen.page().locator("#password-again").fill("another one");
            screen.page().keyboard().press("Enter");

            // Then
            screen.waitForText("are not the same");
            assertThat(screen.sent()).isEmpty();

            // When
            screen.page().locator("#password-again").fill("one of my own");
            screen.page().keyboard().press("Enter");

            // Then
            screen.waitForText("is not right").shot("own-password").assertSound();

            // When
            hub.json("POST /v1/session/password", session("own"));
            screen.page().keyboard().press("Enter");

            // Then
            screen.waitForText("has been changed").assertSound();
            assertThat(screen.text()).doesNotContain("somebody else may know it");
            assertThat(screen.page().locator("#password-current").inputValue()).isEmpty();
            assertThat(screen.sent())
                    .extracting(Screen.Sent::body)
                    .containsOnly("{\"current\":\"  as it was given \",\"password\":\"one of my own\"}");
        }
    }
}
