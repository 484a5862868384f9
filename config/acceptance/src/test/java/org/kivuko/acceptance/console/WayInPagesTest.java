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

    @Test
    void theOtherWayInIsOfferedByItsNameAndSaysWhyItRefused() {
        // Given
        Fixtures hub = OwnPages.busy()
                .problem("/v1/session", 401, "NOT_AUTHENTICATED")
                .json("/v1/session/ways", "{\"oidc\":{\"name\":\"National login\"}}");
        try (Screen screen = chromium.screen(Look.ENGLISH_LIGHT, hub)) {
            // When
            screen.open("/console/?signin=no-role");

            // Then
            screen.waitForText("has given you no role")
                    .waitForText("National login")
                    .shot("sign-in-elsewhere")
                    .assertSound();
            assertThat(screen.page().url()).endsWith("/console/");
            assertThat(screen.page().getByText("National login").getAttribute("href"))
                    .isEqualTo("/v1/session/oidc?to=%2Fconsole%2F");

            // When and Then
            screen.open("/console/held?signin=down").waitForText("does not answer");
            assertThat(screen.page().getByText("National login").getAttribute("href"))
                    .isEqualTo("/v1/session/oidc?to=%2Fconsole%2Fheld");
            screen.open("/console/?signin=nobody-knows-this").waitForText("could not be trusted");
        }
    }
}
