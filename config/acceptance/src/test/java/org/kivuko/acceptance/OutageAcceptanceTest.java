package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database of a running hub is frozen and killed, its broker stops. */
@Tag("slow")
class OutageAcceptanceTest {
    private static final Duration RED_WITHIN = Duration.ofSeconds(10);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    private static boolean red(TestHub hub, String component) {
        return Desk.json(hub.get("operator", "/observe/health"))
                .at("/components/" + component + "/status")
                .asText()
                .equals("down");
    }

    /** The server, stopped so that it starts none meanwhile, and every process of it: what serves a connection goes on without it. */
    private static List<Long> database(TestHub hub) throws Exception {
        String pid = Files.readAllLines(EmbeddedLedger.lockFile(hub.data())).get(0);
        ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        send("STOP", List.of(server.pid()));
        var all = new ArrayList<>(List.of(server.pid()));
        server.descendants().forEach(child -> all.add(child.pid()));
        return all;
    }

    private static void send(String signal, List<Long> processes) throws Exception {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(pid -> command.add(Long.toString(pid)));
        // A child may have ended by itself meanwhile, so the exit code says little.
        new ProcessBuilder(command).start().waitFor();
    }

    @Test
    void aDatabaseThatIsFrozenOrKilledMakesHealthRedAndTheHubGoesOnWithoutARestart() throws Exception {
        try (TestHub hub = TestHub.start(Clock.systemUTC())) {
            // Given
            Desk sender = hub.desk("KEN.DIS");
            sender.giveInTheEnd(Samples.stolenPassport("m-1", "UGA.DCIC"), BACK_WITHIN);
            List<Long> frozen = database(hub);

            // When
            send("STOP", frozen);
            try {
                // Then
                await().atMost(RED_WITHIN).until(() -> red(hub, "ledger"));
                assertThat(sender.post(Samples.stolenPassport("m-2", "UGA.DCIC"))
                                .statusCode())
                        .isEqualTo(503);
            } finally {
                send("CONT", frozen);
            }
            sender.giveInTheEnd(Samples.stolenPassport("m-2", "UGA.DCIC"), BACK_WITHIN);

            // When
            send("KILL", database(hub));

            // Then
            sender.giveInTheEnd(Samples.stolenPassport("m-3", "UGA.DCIC"), BACK_WITHIN);
            await().atMost(BACK_WITHIN).until(() -> !red(hub, "ledger"));
            assertThat(hub.desk("UGA.DCIC").fetchAll())
                    .extracting(message -> message.get("id").asText())
                    .containsExactly("m-1", "m-2", "m-3");
        }
    }

    @Test
    void aBrokerThatStopsByItselfMakesHealthRedAndTellsWhoeverRunsTheHub() throws Exception {
        try (TestHub hub = TestHub.start(Clock.systemUTC())) {
            // Given
            Desk sender = hub.desk("KEN.DIS");
            sender.giveInTheEnd(Samples.stolenPassport("m-1", "UGA.DCIC"), BACK_WITHIN);
            assertThat(hub.hub().brokerEnded()).isFalse();

            // When: what it does itself where its journal cannot be written
            HubParts.broker(hub.hub()).fail(false);

            // Then
            await().atMost(RED_WITHIN).until(() -> red(hub, "broker"));
            await().atMost(RED_WITHIN).until(() -> hub.hub().brokerEnded());

            // When
            hub.restart();

            // Then
            assertThat(hub.desk("UGA.DCIC").fetchAll()).hasSize(1);
        }
    }
}
