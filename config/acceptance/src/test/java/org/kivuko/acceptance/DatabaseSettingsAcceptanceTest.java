package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.StartRefused;

/** A database that somebody has set otherwise than a hub needs it to be fast. */
@Tag("slow")
class DatabaseSettingsAcceptanceTest {
    @Test
    void aHubStartsOnADatabaseThatWillBeSlowAndHealthSaysWhatToSet() throws IOException, SQLException {
        try (TestHub hub = TestHub.start(Clock.systemUTC())) {
            assertThat(hub.get("operator", "/observe/health").body()).doesNotContain("DATABASE_SETTING");

            // When
            try (Connection connection = EmbeddedLedger.connect(hub.data());
                    Statement statement = connection.createStatement()) {
                statement.execute("alter system set autovacuum = off");
            }
            hub.restart();

            // Then
            assertThat(hub.get("operator", "/observe/ready").statusCode()).isEqualTo(200);
            assertThat(Desk.json(hub.get("operator", "/observe/health"))
                            .at("/components/ledger/detail")
                            .asText())
                    .startsWith("DATABASE_SETTING: autovacuum should be on, found off: ");
        }
    }

    /** Seen to fail with a start that does not wait for the database once something else was found. */
    @Test
    void aDatabaseThatIsNotSafeIsToldWithEverythingElseThatIsFound(@TempDir Path folder) throws Exception {
        // Given
        TestHub hub = TestHub.startIn(folder, Map.of("deploy/hub.yaml", text -> text + "\n"));
        try (Connection connection = EmbeddedLedger.connect(hub.data());
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set debug_print_plan = on");
        }

        // When
        Throwable refused = catchThrowable(() -> hub.restartAfter(() -> spoil(hub)));

        // Then
        if (refused == null) {
            hub.close();
        }
        assertThat(refused)
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll(
                        "DATABASE_LOGS_PLANS: debug_print_plan is on",
                        "SETTING_KEYS_SHORT",
                        "SETTING_WAITING: quotas.waiting is 9000000",
                        "the doors cannot speak TLS: ",
                        "not looked at: broker (needs files of TLS that can be used), routes (needs all of the others)");
    }

    private static void spoil(TestHub hub) {
        try {
            Files.writeString(hub.data().resolve("keys/KEN.DIS.key"), "hunter2");
            Files.writeString(
                    hub.config().resolve("deploy/hub.yaml"),
                    "quotas: {waiting: 9000000}\ntls: {certificate: deploy/none.pem, key: deploy/none.key}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
