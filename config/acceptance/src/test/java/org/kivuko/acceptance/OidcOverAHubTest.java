package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.console.Chromium;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.TimeSources;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.testkit.oidc.TestProvider;
import org.kivuko.testkit.oidc.TokenShape;

/** Signing in with OpenID Connect in a real browser, at a whole hub that is set up for it. */
@Tag("slow")
class OidcOverAHubTest {
    @RegisterExtension
    static final Chromium chromium = new Chromium();

    @TempDir
    Path folder;

    private final TestProvider provider = TestProvider.open();
    private Hub hub;

    @BeforeEach
    void start() throws IOException {
        int port = freePort();
        Path config = SmallConfiguration.write(folder.resolve("config")).folder();
        Files.createDirectories(config.resolve("deploy/secrets"));
        Files.writeString(config.resolve("deploy/secrets/sign-in"), TestProvider.SECRET + "\n");
        Files.writeString(
                config.resolve("deploy/hub.yaml"),
                """
                signatures: none
                signIn:
                  name: National login
                  issuer: "%s"
                  clientId: %s
                  clientSecretFile: deploy/secrets/sign-in
                  redirect: "http://127.0.0.1:%d/v1/session/oidc/back"
                  rightsClaim: groups
                  grants:
                    - {value: kivuko-operators, roles: [operator], states: [KEN]}
                """
                        .formatted(provider.issuer(), TestProvider.CLIENT, port));
        var loaded = (Configuration.Loaded) Configuration.load(config);
        hub = Hub.start(
                new HubOptions(config, folder.resolve("data"), port, 0, true, false),
                () -> loaded,
                TimeSources.believed(Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
        provider.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void says(Page page, String text) {
        PlaywrightAssertions.assertThat(page.locator("body")).containsText(text);
    }

    @Test
    void somebodySignsInThereGoesOnWhereHeWasAndSignsOutOfBoth() {
        try (BrowserContext context = chromium.browser().newContext(Chromium.window())) {
            // Given
            Page page = context.newPage();
            page.navigate(hub.url() + "/console/messages?q=m-1");

            // When
            page.getByText("National login").click();

            // Then
            says(page, "Sign out");
            PlaywrightAssertions.assertThat(page.locator(".who")).hasText("amina");
            assertThat(page.url()).endsWith("/console/messages?q=m-1");
            assertThat(context.cookies())
                    .filteredOn(cookie -> cookie.name.equals("kivuko-session"))
                    .singleElement()
                    .satisfies(cookie -> {
                        assertThat(cookie.httpOnly).isTrue();
                        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
                    });
            assertThat(context.cookies())
                    .filteredOn(cookie -> cookie.name.equals("kivuko-trip"))
                    .allSatisfy(cookie -> {
                        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
                        assertThat(cookie.path).isEqualTo("/v1/session/oidc/back");
                    });

            // When
            page.getByText("Sign out").click();

            // Then
            says(page, "Sign in to Kivuko");
            assertThat(provider.asked()).contains("/end");

            // When nobody has given a role
            provider.answersWith(TokenShape.of("sub-2", "bekele", List.of()));
            page.getByText("National login").click();

            // Then
            says(page, "has given you no role");
            assertThat(page.url()).endsWith("/console/");
        }
    }
}
