package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.BrokenFile.named;
import static org.kivuko.hub.configuration.GoodTree.HUB;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.AgencyId;

/** Whose tokens let agencies in, as {@code hub.yaml} says. */
class TokenSettingsTest {
    private static final String GOOD =
            """
            tokens:
              - issuer: "https://login.example/realms/border"
                audience: kivuko
                jwksFile: deploy/tokens/jwks.json
                agencyClaim: agency
                grants:
                  - {value: uga-immigration, agency: UGA.DCIC}
            """;

    @TempDir
    Path folder;

    @Test
    void isRead() {
        GoodTree.in(folder).append(HUB, GOOD);
        var loaded = (Configuration.Loaded) Configuration.load(folder);
        assertThat(loaded.settings().tokens())
                .containsExactly(new TokenSettings(
                        "https://login.example/realms/border",
                        "kivuko",
                        Optional.of("deploy/tokens/jwks.json"),
                        Optional.empty(),
                        "agency",
                        Map.of("uga-immigration", AgencyId.of("UGA.DCIC"))));
    }

    private static BrokenFile.Broken broken(String name, String what, String with) {
        return named(name).by(HUB, tree -> tree.append(HUB, GOOD.replace(what, with)));
    }

    static Stream<BrokenFile> broken() {
        return Stream.of(
                broken("no keys", "    jwksFile: deploy/tokens/jwks.json\n", "")
                        .onTheLineOf("issuer:")
                        .is("tokens[0]", "where the issuer's keys are", "one of both"),
                broken(
                                "keys at an open address",
                                "jwksFile: deploy/tokens/jwks.json",
                                "jwksUri: \"http://login.example/jwks\"")
                        .onTheLineOf("jwksUri")
                        .is("tokens[0].jwksUri", "this address", "https://"),
                broken("an agency that is not known", "UGA.DCIC", "UGA.DCIX")
                        .onTheLineOf("UGA.DCIX")
                        .is("tokens[0].grants[0].agency", "unknown agency 'UGA.DCIX'", "UGA.DCIC"),
                broken("no audience", "    audience: kivuko\n", "")
                        .onTheLineOf("issuer:")
                        .is("tokens[0].audience", "'audience' is missing", "audience"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void everyFaultIsNamedWithItsPlace(BrokenFile file) {
        file.assertToldOf(GoodTree.in(folder), folder);
    }
}
