package org.kivuko.hub.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.hub.configuration.ConfigurationCopy;
import org.kivuko.hub.signing.Deed;

/** Two hubs, each with its own folder, on one database: what one puts in force holds in both. */
@Tag("slow")
class TwoHubsTest {
    @RegisterExtension
    static final LifeDatabase DATABASE = new LifeDatabase();

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private LedgerAddress address;
    private LifeTree tree;
    private LifeTree same;
    private LifeHub one;
    private LifeHub other;

    @BeforeEach
    void start() throws IOException, SQLException {
        address = DATABASE.another();
        tree = LifeTree.in(folder.resolve("one"), "required");
        tree.sign("KEN", "UGA");
        same = tree.copy(folder.resolve("other"));
        one = LifeHub.open(tree, address, Clock.systemUTC());
        other = LifeHub.open(same, address, Clock.systemUTC());
        one.act(Deed.IN_FORCE, 1, "KEN", "UGA");
        other.follow();
        assertThat(other.inForce()).containsExactly("KEN-UGA.life@1");
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    private void aSecondVersion() throws IOException {
        tree.agreement(2, "'*'");
        tree.sign("KEN", "UGA");
        assertThat(one.put()).isInstanceOf(SharedConfiguration.InForce.class);
        one.act(Deed.IN_FORCE, 2, "KEN", "UGA");
    }

    /** Seen to fail with hubs that follow acts alone. */
    @Test
    void whatOneHubPutsInForceHoldsInTheOtherAtOnce() throws Exception {
        try (var listener = other.listening(address)) {
            aSecondVersion();

            await().atMost(AT_ONCE).pollInterval(Duration.ofMillis(5)).until(() -> other.inForce()
                    .contains("KEN-UGA.life@2"));
            assertThat(listener).isNotNull();
        }
        assertThat(other.rules.rulebook().agreements().all())
                .isEqualTo(one.rules.rulebook().agreements().all());
        assertThat(other.shared().notice())
                .hasValueSatisfying(it -> assertThat(it).contains("another hub put another configuration in force"));
    }

    @Test
    void aHubThatStartsWithAnOlderFolderTakesWhatHolds() throws IOException {
        aSecondVersion();
        other.close();

        other = LifeHub.open(same, address, Clock.systemUTC());

        assertThat(other.inForce()).containsExactly("KEN-UGA.life@2");
        assertThat(other.shared().notice())
                .hasValueSatisfying(it -> assertThat(it).contains("says what was replaced"));
    }

    @Test
    void ofTwoHubsThatPutAtOnceOneIsOvertaken() throws IOException {
        aSecondVersion();

        assertThat(other.put()).isInstanceOf(SharedConfiguration.Overtaken.class);
        assertThat(other.inForce()).as("not followed yet").containsExactly("KEN-UGA.life@1");
        other.follow();
        assertThat(other.inForce()).containsExactly("KEN-UGA.life@2");
    }

    /** The seeded defect: what holds is a configuration that this hub cannot read. */
    @Test
    void aHubThatCannotReadWhatHoldsJudgesNothing() throws Exception {
        var broken = ConfigurationCopy.of(tree.folder()).json().replace("kind: permit", "kind: perhaps");
        try (var ledger = PostgresLedger.open(address, Clock.systemUTC())) {
            var book = ledger.configurations();
            assertThat(book.append(book.position(), "0", broken, Instant.now())).isPresent();
        }

        other.follow();

        assertThatThrownBy(() -> other.inForce())
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("rules are in doubt");
        one.follow();
        assertThat(one.put()).as("mended").isInstanceOf(SharedConfiguration.InForce.class);
        other.follow();
        assertThat(other.inForce()).containsExactly("KEN-UGA.life@1");
    }
}
