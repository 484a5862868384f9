package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.BrokenFile.named;
import static org.kivuko.hub.configuration.GoodTree.HUB;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the doors listen and how they are protected, as {@code hub.yaml} says. */
class TlsSettingsTest {
    private static final String GOOD =
            """
            listen: 0.0.0.0
            tls:
              certificate: deploy/tls/hub.pem
              key: deploy/tls/hub.key
              clients: deploy/tls/clients-ca.pem
              require: true
            """;

    @TempDir
    Path folder;

    private HubSettings settings(String text) {
        GoodTree.in(folder).append(HUB, text);
        return ((Configuration.Loaded) Configuration.load(folder)).settings();
    }

    @Test
    void isReadWithWhatIsUsualWhereNothingIsStated() {
        HubSettings settings = settings(GOOD);
        assertThat(settings.listen()).isEqualTo("0.0.0.0");
        assertThat(settings.tls())
                .contains(new TlsSettings(
                        "deploy/tls/hub.pem",
                        "deploy/tls/hub.key",
                        Optional.of("deploy/tls/clients-ca.pem"),
                        true,
                        false));
    }

    @Test
    void withoutALineTheDoorsStandOnThisMachineInTheClear() {
        HubSettings settings = settings("");
        assertThat(settings.listen()).isEqualTo("127.0.0.1");
        assertThat(settings.tls()).isEmpty();
    }

    @Test
    void anotherAddressOfThisMachineNeedsNoTls() {
        assertThat(settings("listen: \"::1\"\n").listen()).isEqualTo("::1");
    }

    private static BrokenFile.Broken broken(String name, String text) {
        return named(name).by(HUB, tree -> tree.append(HUB, text));
    }

    static Stream<BrokenFile> broken() {
        String clear = "would send keys and messages in the clear";
        return Stream.of(
                broken("every address without TLS", "listen: 0.0.0.0\n")
                        .onTheLineOf("listen")
                        .is("listen", clear, "under 'tls'"),
                broken("one address without TLS", "listen: 10.0.0.5\n")
                        .onTheLineOf("listen")
                        .is("listen", clear, "127.0.0.1"),
                broken("every address of the newer kind without TLS", "listen: \"::\"\n")
                        .onTheLineOf("listen")
                        .is("listen", clear, "127.0.0.1"),
                broken("a name", "listen: hub.example\n")
                        .onTheLineOf("listen")
                        .is("listen", "does not have the form", "an address of this machine"),
                broken(
                                "certificates that nobody vouches for",
                                GOOD.replace("  clients: deploy/tls/clients-ca.pem\n", ""))
                        .onTheLineOf("tls:")
                        .is("tls", "who vouches for them", "clients:"),
                broken("a file from anywhere", GOOD.replace("deploy/tls/hub.key", "../hub.key"))
                        .onTheLineOf("../hub.key")
                        .is("tls.key", "does not have the form", "below the folder"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void everyFaultIsNamedWithItsPlace(BrokenFile file) {
        file.assertToldOf(GoodTree.in(folder), folder);
    }
}
