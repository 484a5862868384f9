package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.LedgerUnavailable;

class StartupCheckTest {
    @TempDir
    private Path data;

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

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
            assertThat(found).containsExactly(new StartupCheck.UnsafeSetting("synchronous_commit", "off", "on"));
        }
    }

    @Test
    void every_unsafe_setting_and_the_open_door_are_named_at_once() throws IOException {
        int port = freePort();
        boolean root = Folders.ownedByRoot(Files.createFile(data.resolve("probe")));
        var program = new ServerProgram(
                ServerBinaries.in(SharedServer.BINARIES.toAbsolutePath()).resolve("bin"), data.resolve("log"), root);
        Path cluster = data.resolve("cluster");
        program.mustRun("initdb", List.of("-D", cluster.toString(), "-U", "kivuko", "--auth=trust", "--no-sync"));
        program.mustRun(
                "pg_ctl",
                List.of(
                        "start",
                        "-D",
                        cluster.toString(),
                        "-l",
                        data.resolve("log").toString(),
                        "-w",
                        "-o",
                        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                                + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"));
        try {
            // When
            var found = StartupCheck.unsafe(
                    new LedgerAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "kivuko", "any"));
            // Then
            assertThat(found)
                    .extracting(StartupCheck.UnsafeSetting::toString)
                    .containsExactly(
                            "database: fsync must be on, found off",
                            "database: synchronous_commit must be on, found off",
                            "database: full_page_writes must be on, found off",
                            "database: pg_hba.conf must be scram-sha-256, found kivuko is let in without the right password");
        } finally {
            program.mustRun("pg_ctl", List.of("stop", "-D", cluster.toString(), "-m", "immediate", "-w"));
        }
    }

    @Test
    void a_database_that_does_not_answer_is_unavailable_not_unsafe() throws IOException {
        var nobody = new LedgerAddress("jdbc:postgresql://127.0.0.1:" + freePort() + "/postgres", "kivuko", "any");
        // When, Then
        assertThatThrownBy(() -> StartupCheck.unsafe(nobody)).isInstanceOf(LedgerUnavailable.class);
    }
}
