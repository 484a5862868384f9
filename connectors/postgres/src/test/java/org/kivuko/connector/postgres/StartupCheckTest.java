package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.operations.safety.SafetyFault;

class StartupCheckTest {
    @TempDir
    private Path data;

    @Test
    void the_embedded_database_is_safe() {
        assertThat(StartupCheck.unsafe(SharedServer.address())).isEmpty();
    }

    @Test
    void a_role_that_does_not_wait_for_the_disk_is_named() throws SQLException {
        LedgerAddress address = SharedServer.address();
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute("create role careless login superuser password 'p'");
            statement.execute("alter role careless set synchronous_commit = off");
            // When
            var found = StartupCheck.unsafe(new LedgerAddress(address.url(), "careless", "p"));
            statement.execute("drop role careless");
            // Then
            assertThat(found).singleElement().satisfies(fault -> {
                assertThat(fault.setting()).isEqualTo("synchronous_commit");
                assertThat(fault.found()).isEqualTo("off");
                assertThat(fault.wanted()).isEqualTo("on");
            });
        }
    }

    @Test
    void every_unsafe_setting_and_the_open_door_are_named_at_once() throws IOException {
        try (var server = ForeignServer.start(data, "-c fsync=off -c synchronous_commit=off -c full_page_writes=off")) {
            // When
            var found = StartupCheck.unsafe(server.address());
            // Then
            assertThat(found)
                    .extracting(SafetyFault::code)
                    .contains(
                            "DATABASE_FSYNC",
                            "DATABASE_SYNCHRONOUS_COMMIT",
                            "DATABASE_FULL_PAGE_WRITES",
                            "DATABASE_TRUST");
            assertThat(found.toString()).contains("kivuko is let in without the right password");
        }
    }

    @Test
    void a_database_that_does_not_answer_is_unavailable_not_unsafe() throws IOException {
        var nobody = new LedgerAddress(
                "jdbc:postgresql://127.0.0.1:" + ForeignServer.freePort() + "/postgres", "kivuko", "any");
        // When, Then
        assertThatThrownBy(() -> StartupCheck.unsafe(nobody)).isInstanceOf(LedgerUnavailable.class);
    }
}
