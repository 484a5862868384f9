package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.testkit.LedgerCast;

class EmbeddedDatabaseTest {
    @TempDir
    private Path data;

    private EmbeddedDatabase start() throws IOException {
        return EmbeddedDatabase.start(data, SharedServer.BINARIES);
    }

    private static PostgresLedger ledger(EmbeddedDatabase database) {
        return PostgresLedger.open(database.address(), Clock.systemUTC());
    }

    /** A hub that starts a database, claims a key and is killed. */
    static final class KilledHub {
        public static void main(String[] arguments) throws Exception {
            var database = EmbeddedDatabase.start(Path.of(arguments[0]), Path.of(arguments[1]));
            System.out.println(database.process().pid());
            System.out.flush();
            System.in.read();
            Runtime.getRuntime().halt(137);
        }
    }

    /** Leaves a server without its hub; gives its process. */
    private ProcessHandle orphan() throws IOException, InterruptedException {
        Process hub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledHub.class.getName(),
                        data.toString(),
                        SharedServer.BINARIES.toString())
                .redirectError(ProcessBuilder.Redirect.to(new File("target", "killed-hub.log")))
                .start();
        String pid = new String(readLine(hub), StandardCharsets.US_ASCII);
        hub.destroyForcibly().waitFor();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static byte[] readLine(Process hub) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int read = hub.getInputStream().read();
                read > ' ';
                read = hub.getInputStream().read()) {
            line.write(read);
        }
        return line.toByteArray();
    }

    @Test
    void started_again_on_the_same_data_it_continues() throws IOException {
        var cast = new LedgerCast();
        String name;
        try (var database = start();
                var ledger = ledger(database)) {
            ledger.claim(cast.claim("1", "a"));
            name = ledger.linkEpoch();
        }
        // When
        try (var database = start();
                var ledger = ledger(database)) {
            // Then
            assertThat(ledger.claim(cast.claim("1", "b"))).isEqualTo(new Claimed.Busy());
            assertThat(ledger.linkEpoch()).isEqualTo(name);
            assertThat(StartupCheck.unsafe(database.address())).isEmpty();
        }
        assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void everything_under_the_data_folder_is_for_its_owner_alone_and_the_address_hides_the_password()
            throws IOException {
        // When
        try (var database = start()) {
            // Then
            for (String folder : List.of("postgres", "postgres/cluster", "secrets")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(folder))))
                        .isEqualTo("rwx------");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets/postgres"))))
                    .isEqualTo("rw-------");
            assertThat(database.address().toString())
                    .doesNotContain(database.address().password());
        }
    }

    @Test
    void an_orphan_of_a_killed_hub_is_found_and_stopped_and_its_data_goes_on() throws Exception {
        ProcessHandle orphan = orphan();
        assertThat(orphan.isAlive()).isTrue();
        // When
        try (var database = start();
                var ledger = ledger(database)) {
            // Then
            await().atMost(Duration.ofSeconds(5)).until(() -> !orphan.isAlive());
            assertThat(database.process().pid()).isNotEqualTo(orphan.pid());
            assertThat(ledger.available()).isTrue();
        }
    }

    @Test
    @Tag("slow")
    void a_frozen_orphan_is_killed() throws Exception {
        ProcessHandle orphan = orphan();
        Signals.send("STOP", orphan);
        // When
        try (var database = start()) {
            // Then
            await().atMost(Duration.ofSeconds(5)).until(() -> !orphan.isAlive());
            assertThat(database.process().isAlive()).isTrue();
        }
    }

    @Test
    void a_second_hub_on_the_same_data_is_refused_and_disturbs_nobody() throws IOException {
        try (var database = start()) {
            // When, Then
            assertThatThrownBy(this::start)
                    .isInstanceOf(LedgerFault.class)
                    .hasMessageContaining("another hub that is running uses the data folder");
            assertThat(database.process().isAlive()).isTrue();
        }
    }

    @Test
    void a_start_killed_while_the_cluster_was_made_leaves_nothing_in_the_way() throws IOException {
        Path half = Files.createDirectories(data.resolve("postgres/cluster-in-the-making"));
        Files.writeString(half.resolve("PG_VERSION"), "18");
        // When
        try (var database = start()) {
            // Then
            assertThat(database.process().isAlive()).isTrue();
        }
    }

    @Test
    void a_note_of_a_dead_server_whose_pid_is_another_program_by_now_does_not_stop_the_start() throws IOException {
        start().close();
        Files.writeString(
                data.resolve("postgres/cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        // When
        try (var database = start()) {
            // Then
            assertThat(database.process().isAlive()).isTrue();
            assertThat(ProcessHandle.current().isAlive()).isTrue();
        }
    }

    @Test
    void a_lost_password_is_named_with_its_place() throws IOException {
        start().close();
        Files.delete(data.resolve("secrets/postgres"));
        // When, Then
        assertThatThrownBy(this::start)
                .isInstanceOf(LedgerFault.class)
                .hasMessageContaining(data.resolve("secrets/postgres").toString());
    }
}
