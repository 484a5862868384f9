package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.BrokenFile.named;
import static org.kivuko.hub.configuration.GoodTree.HUB;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Grant;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Scope;

/** With whom people sign in, as {@code hub.yaml} says. */
class SignInSettingsTest {
    private static final String GOOD =
            """
            signIn:
              name: National login
              issuer: "https://login.example/realms/border"
              clientId: kivuko
              clientSecretFile: deploy/secrets/sign-in
              redirect: "https://hub.example/v1/session/oidc/back"
              rightsClaim: realm_access.roles
              grants:
                - {value: hub-operators, roles: [operator], states: [KEN], agencies: [UGA.DCIC]}
                - {value: hub-auditors, roles: [auditor, viewer], everything: true}
            """;

    @TempDir
    Path folder;

    @Test
    void isReadWithWhatIsUsualWhereNothingIsStated() {
        // Given
        GoodTree.in(folder).append(HUB, GOOD);

        // When
        var loaded = (Configuration.Loaded) Configuration.load(folder);

        // Then
        assertThat(loaded.settings().signIn())
                .contains(new SignInSettings(
                        "National login",
                        URI.create("https://login.example/realms/border"),
                        "kivuko",
                        "deploy/secrets/sign-in",
                        URI.create("https://hub.example/v1/session/oidc/back"),
                        List.of("openid", "profile"),
                        "preferred_username",
                        "realm_access.roles",
                        List.of(
                                new Grant(
                                        "hub-operators",
                                        Set.of(OperatorRole.OPERATOR),
                                        new Scope(Set.of("KEN"), Set.of(AgencyId.of("UGA.DCIC")))),
                                new Grant(
                                        "hub-auditors",
                                        Set.of(OperatorRole.AUDITOR, OperatorRole.VIEWER),
                                        Scope.ALL))));
    }

    private static BrokenFile.Broken broken(String name, String what, String with) {
        return named(name).by(HUB, tree -> tree.append(HUB, GOOD.replace(what, with)));
    }

    static Stream<BrokenFile> broken() {
        return Stream.of(
                broken("a secret in the clear", "clientSecretFile: deploy/secrets/sign-in", "clientSecret: canary")
                        .onTheLineOf("clientSecret:")
                        .is("signIn.clientSecret", "unknown key 'clientSecret'", "clientSecretFile"),
                broken("a secret from anywhere", "deploy/secrets/sign-in", "../secret")
                        .onTheLineOf("../secret")
                        .is("signIn.clientSecretFile", "does not have the form", "below the folder"),
                broken("an issuer by an open way", "https://login", "http://login")
                        .onTheLineOf("issuer")
                        .is("signIn.issuer", "this address", "https://"),
                broken("an issuer with a query", "realms/border", "realms/border?x=1")
                        .onTheLineOf("issuer")
                        .is("signIn.issuer", "this address", "without query"),
                broken("another address to come back to", "/oidc/back", "/oidc/back/")
                        .onTheLineOf("redirect")
                        .is("signIn.redirect", "this address", "/v1/session/oidc/back"),
                broken("scopes without openid", "  rightsClaim", "  scopes: [profile]\n  rightsClaim")
                        .onTheLineOf("scopes")
                        .is("signIn.scopes", "'openid'", "add openid"),
                broken("an unknown role", "[operator]", "[operators]")
                        .onTheLineOf("hub-operators")
                        .is("signIn.grants[0].roles[0]", "unknown role 'operators'", "operator"),
                broken("duties that are kept apart", "[operator]", "[operator, administrator]")
                        .onTheLineOf("hub-operators")
                        .is("signIn.grants[0].roles", "an administrator is neither", "two values"),
                broken("an unknown state", "[KEN]", "[KEX]")
                        .onTheLineOf("hub-operators")
                        .is("signIn.grants[0].states[0]", "unknown state 'KEX'", "KEN"),
                broken("an unknown agency", "[UGA.DCIC]", "[UGA.DCIX]")
                        .onTheLineOf("hub-operators")
                        .is("signIn.grants[0].agencies[0]", "unknown agency 'UGA.DCIX'", "UGA.DCIC"),
                broken("nobody's matters", ", everything: true", "")
                        .onTheLineOf("hub-auditors")
                        .is("signIn.grants[1]", "whose matters", "everything: true"),
                broken("everybody's matters and some", "everything: true", "everything: true, states: [KEN]")
                        .onTheLineOf("hub-auditors")
                        .is("signIn.grants[1]", "whose matters", "one of both"),
                broken("a value that stands twice", "hub-auditors", "hub-operators")
                        .onTheLineOf("grants")
                        .is("signIn.grants", "'hub-operators' stands twice", "one place"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void everyFaultIsNamedWithItsPlace(BrokenFile file) {
        file.assertToldOf(GoodTree.in(folder), folder);
    }
}
