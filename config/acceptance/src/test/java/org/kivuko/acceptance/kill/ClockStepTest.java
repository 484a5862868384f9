package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.fault.Defect;

/** {@code serve} as its operator runs it, by a clock that somebody set while it did not run. */
@Tag("slow")
class ClockStepTest {
    private static final int MESSAGES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PAST_EVERY_END = "P31D";
    private static final String PAST_MAX_DOWNTIME = "P8D";

    @TempDir
    Path folder;

    /** No defect, but the machine's clock with a step in it, for this process alone. */
    private static Path stepped(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "config/hub",
                "org.kivuko.hub.TimeSources",
                Map.of(
                        "new TimeSources(Clock.systemUTC(),",
                        "new TimeSources(Clock.offset(Clock.systemUTC(),"
                                + " Duration.parse(System.getProperty(\"kivuko.ahead\", \"PT0S\"))),"));
    }

    @Test
    void staysClosedByAClockThatRanAwayUntilSomebodyConfirmsItAndNothingExpiresMeanwhile() throws Exception {
        try (var rig = new Rig(folder, List.of(stepped(folder)))) {
            // Given
            rig.hub().start();
            String sender = StormStates.sender(1);
            rig.sendOverHttp(sender, Planned.of(sender, MESSAGES, new Random(1)));
            rig.awaitSent();
            await().atMost(PATIENCE)
                    .until(() -> rig.tally().receipts.get()
                            >= rig.tally().expectedReceipts.get());
            stop(rig.hub());

            // When, Then: by that clock all of it would be over
            assertRefused(rig.hub(), PAST_EVERY_END);

            // When, Then: it was put right, so nobody has to say anything
            rig.hub().start();
            stop(rig.hub());

            // When, Then
            assertRefused(rig.hub(), PAST_MAX_DOWNTIME);
            assertRefused(rig.hub(), PAST_MAX_DOWNTIME);
            assertThat(rig.hub().run("clock", "confirm", "--url", url(rig), "--data", data(rig)))
                    .isZero();
            rig.hub().start(ahead(PAST_MAX_DOWNTIME));
            rig.takeEverything();
            // Nothing moved while no hub ran: that is not the quiet after which nothing more is expected.
            rig.tally().progress();
            Verdict verdict = rig.finish();
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.figure("accepted")).isEqualTo(MESSAGES);
        }
    }

    private static void assertRefused(HubProcess hub, String step) throws IOException {
        int before = hub.log().length();
        hub.launch(ahead(step));
        await().atMost(PATIENCE).until(() -> !hub.alive());
        assertThat(hub.exitCode()).isEqualTo(1);
        assertThat(hub.output()).doesNotContain("ready http");
        assertThat(hub.log().substring(before).lines().filter(line -> line.startsWith("kivuko: ")))
                .singleElement()
                .asString()
                .contains("CLOCK_DOUBTED: the clock reads ", "./kivuko clock confirm");
        assertThat(hub.databaseProcesses()).isEmpty();
    }

    private static void stop(HubProcess hub) {
        hub.terminate();
        assertThat(hub.exitCode()).isZero();
    }

    private static String ahead(String step) {
        return "-Dkivuko.ahead=" + step;
    }

    private static String url(Rig rig) {
        return rig.hub().http().toString();
    }

    private static String data(Rig rig) {
        return rig.hub().data().toString();
    }
}
