package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub as its operator meets it: stopped under load, left behind, started beside another. */
@Tag("slow")
class StartAndStopTest {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void stopsInOrderUnderLoadThreeTimesAndLosesNothing() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            rig.hub().start();
            rig.takeEverything();
            var random = new Random(1);
            for (int i = 13; i >= 10; i--) {
                rig.sendOverHttp(StormStates.sender(i), Planned.of(StormStates.sender(i), 150, random));
            }
            rig.sendOverAmqp(StormStates.sender(16), Planned.of(StormStates.sender(16), 150, random));

            for (int stop = 1; stop <= 3; stop++) {
                // When
                int enough = stop * 150;
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> rig.tally().accepted.get() >= enough);
                long begun = System.nanoTime();
                rig.hub().terminate();

                // Then
                assertThat(rig.hub().exitCode()).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(STOPPED_WITHIN);
                assertThat(rig.hub().databaseProcesses()).isEmpty();
                rig.hub().start();
            }
            Verdict verdict = rig.finish();
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.figure("accepted")).isEqualTo(750);
        }
    }

    @Test
    void findsAndStopsTheDatabaseThatAKilledHubLeftBehind() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            rig.hub().start();
            rig.hub().killHub();
            List<Long> orphans = rig.hub().databaseProcesses();
            assertThat(orphans).isNotEmpty();

            // When
            rig.hub().start();

            // Then
            assertThat(rig.hub().databaseProcesses()).isNotEmpty().doesNotContainAnyElementsOf(orphans);
            assertThat(orphans).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
            assertThat(rig.hub().log()).contains("an earlier hub left its database running");
        }
    }

    @Test
    void refusesAPortThatIsInUseWithOneSentenceAndLeavesNothingRunning() throws Exception {
        try (var first = new Rig(folder.resolve("first"));
                var second = HubProcess.onTheHttpPortOf(first.hub(), folder.resolve("second"))) {
            // Given
            first.hub().start();

            // When
            second.launch();

            // Then
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.log().lines().filter(line -> line.startsWith("kivuko: ")))
                    .singleElement()
                    .asString()
                    .contains("in use");
            assertThat(second.databaseProcesses()).isEmpty();
            assertThat(first.operator().text("/observe/ready")).isNotEmpty();
        }
    }

    @Test
    void refusesTheDataOfAHubThatRuns() throws Exception {
        try (var rig = new Rig(folder);
                var second = HubProcess.onTheDataOf(rig.hub(), Files.createDirectories(folder.resolve("second")))) {
            // Given
            rig.hub().start();

            // When
            second.launch();

            // Then
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.log()).contains("another hub is running on the data folder");
        }
    }
}
