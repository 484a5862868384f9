package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kivuko.hub.configuration.BrokenFile.named;
import static org.kivuko.hub.configuration.GoodTree.HUB;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the ledger is kept, as {@code hub.yaml} says. */
class DatabaseSettingsTest {
    private static final String GOOD =
            """
            database:
              url: "jdbc:postgresql://db.example:5432/kivuko"
              user: kivuko
              passwordFile: deploy/secrets/database
              rootCertificate: deploy/tls/database-ca.pem
              owner: {user: kivuko_owner, passwordFile: deploy/secrets/database-owner}
            """;

    private static final DatabaseSettings READ = new DatabaseSettings(
            "jdbc:postgresql://db.example:5432/kivuko",
            "kivuko",
            "deploy/secrets/database",
            Optional.of("deploy/tls/database-ca.pem"),
            Optional.of(new DatabaseSettings.Login("kivuko_owner", "deploy/secrets/database-owner")));

    @TempDir
    Path folder;

    @Test
    void isRead() {
        GoodTree.in(folder).append(HUB, GOOD);
        var settings = ((Configuration.Loaded) Configuration.load(folder)).settings();
        assertThat(settings.database()).contains(READ);
        assertThat(settings.secretFiles()).contains("deploy/secrets/database", "deploy/secrets/database-owner");
    }

    @Test
    void isReadBeforeTheRest() {
        GoodTree.in(folder).append(HUB, GOOD).append(HUB, "unknown: key\n");
        assertThat(Configuration.database(folder)).contains(READ);
    }

    @Test
    void ofItsOwnUnlessStated() {
        GoodTree.in(folder);
        assertThat(Configuration.database(folder)).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsNotTakenForNone() {
        GoodTree.in(folder).append(HUB, GOOD.replace("  user: kivuko\n", ""));
        assertThatThrownBy(() -> Configuration.database(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no database of the hub's own is started");
    }

    private static BrokenFile.Broken broken(String name, String what, String with) {
        return named(name).by(HUB, tree -> tree.append(HUB, GOOD.replace(what, with)));
    }

    static Stream<BrokenFile> broken() {
        return Stream.of(
                broken("over the network in the clear", "  rootCertificate: deploy/tls/database-ca.pem\n", "")
                        .onTheLineOf("url:")
                        .is("database.url", "in the clear", "rootCertificate"),
                broken("an address with settings in it", "/kivuko\"", "/kivuko?sslmode=disable\"")
                        .onTheLineOf("url:")
                        .is("database.url", "form", "without a query"),
                broken("no user", "  user: kivuko\n", "")
                        .onTheLineOf("database:")
                        .is("database.user", "'user' is missing", "user"),
                broken("the hub as its own owner", "kivuko_owner", "kivuko")
                        .onTheLineOf("owner:")
                        .is("database.owner.user", "the hub itself", "another role"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void everyFaultIsNamedWithItsPlace(BrokenFile file) {
        file.assertToldOf(GoodTree.in(folder), folder);
    }
}
