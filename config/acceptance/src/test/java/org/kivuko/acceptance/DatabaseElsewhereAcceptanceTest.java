package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.doctor.Doctor;
import org.kivuko.hub.doctor.Finding;

/** A hub whose ledger is kept by a server that is not its own. */
@Tag("slow")
class DatabaseElsewhereAcceptanceTest {
    private static final Duration RED_WITHIN = Duration.ofSeconds(10);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private EmbeddedDatabase server;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedDatabase.start(folder.resolve("elsewhere"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private TestHub hub() throws IOException {
        Path hub = Files.createDirectory(folder.resolve("hub"));
        secret(hub.resolve("config/deploy/secrets/database"), server.address().password());
        return TestHub.startIn(hub, Map.of("deploy/hub.yaml", text -> text + settings()));
    }

    private String settings() {
        return "\ndatabase: {url: \"" + server.address().url()
                + "\", user: kivuko, passwordFile: deploy/secrets/database}\n";
    }

    private static void secret(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server, stopped so that it starts none meanwhile, and every process of it. */
    private List<Long> processes() throws Exception {
        ProcessHandle parent = server.process();
        send("STOP", List.of(parent.pid()));
        var all = new ArrayList<>(List.of(parent.pid()));
        parent.descendants().forEach(child -> all.add(child.pid()));
        return all;
    }

    private static void send(String signal, List<Long> processes) throws Exception {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(pid -> command.add(Long.toString(pid)));
        new ProcessBuilder(command).start().waitFor();
    }

    private static boolean red(TestHub hub) {
        return Desk.json(hub.get("operator", "/observe/health"))
                .at("/components/ledger/status")
                .asText()
                .equals("down");
    }

    @Test
    void withTheServerAwayHealthIsRedWithinSecondsAndTheHubGoesOnByItselfOnceItIsBack() throws Exception {
        try (TestHub hub = hub()) {
            // Given
            assertThat(hub.data().resolve("postgres"))
                    .as("no database of its own")
                    .doesNotExist();
            Desk sender = hub.desk("KEN.DIS");
            sender.giveInTheEnd(Samples.stolenPassport("m-1", "UGA.DCIC"), BACK_WITHIN);

            List<Long> frozen = processes();

            // When
            send("STOP", frozen);
            try {
                // Then
                await().atMost(RED_WITHIN).until(() -> red(hub));
                assertThat(sender.post(Samples.stolenPassport("m-2", "UGA.DCIC"))
                                .statusCode())
                        .isEqualTo(503);
            } finally {
                send("CONT", frozen);
            }
            sender.giveInTheEnd(Samples.stolenPassport("m-2", "UGA.DCIC"), BACK_WITHIN);

            // When it is started anew
            send("KILL", processes());

            // Then
            sender.giveInTheEnd(Samples.stolenPassport("m-3", "UGA.DCIC"), BACK_WITHIN);
            await().atMost(BACK_WITHIN).until(() -> !red(hub));
            assertThat(hub.desk("UGA.DCIC").fetchAll())
                    .extracting(message -> message.get("id").asText())
                    .containsExactly("m-1", "m-2", "m-3");
            assertThat(new Doctor(new HubOptions(hub.config(), hub.data(), 0, 0, true, false))
                            .examine(Clock.systemUTC()))
                    .filteredOn(finding -> finding.code().equals("DATABASE"))
                    .extracting(Finding::state)
                    .containsOnly(Finding.State.FINE);
        }
    }

    @Test
    void aServerThatDoesNotLetTheHubInKeepsItFromStartingAndNoDatabaseOfItsOwnTakesItsPlace() throws Exception {
        TestHub hub = hub();
        // When
        Throwable refused = catchThrowable(
                () -> hub.restartAfter(() -> secret(hub.config().resolve("deploy/secrets/database"), "another")));
        // Then
        if (refused == null) {
            hub.close();
        }
        assertThat(refused)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("DATABASE_REFUSES: ")
                .hasMessageNotContaining("another");
        assertThat(hub.data().resolve("postgres")).doesNotExist();
    }
}
