package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
}
