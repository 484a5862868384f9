package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.fault.Backend;
import org.kivuko.acceptance.fault.LoopDisk;

/** A broker whose journal cannot be written any more stops by itself, and the process ends for whoever supervises it. */
@Tag("slow")
class BrokerStoppedTest {
    private static final int MEBIBYTES = 768;
    private static final int EACH = 60;
    private static final int BROKER_STOPPED = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @BeforeEach
    void needsADiskOfItsOwn() {
        Backend.loopDisk();
    }

    @Test
    void endsWithACodeAndALastLineForItsSupervisorAndGoesOnOnAMendedDisk() throws Exception {
        try (LoopDisk disk = LoopDisk.create(folder.resolve("disk.ext4"), folder.resolve("data"), MEBIBYTES);
                var rig = new Rig(folder)) {
            // Given
            rig.hub().start();
            rig.takeEverything();
            var random = new Random(1);
            String overHttp = StormStates.sender(1);
            String overAmqp = StormStates.sender(StormStates.SENDERS);
            rig.sendOverHttp(overHttp, Planned.of(overHttp, EACH, random));
            rig.sendOverAmqpOneByOne(overAmqp, Planned.of(overAmqp, EACH, random));
            await().atMost(PATIENCE).until(() -> rig.tally().accepted.get() >= EACH / 3);

            // When
            long begun = System.nanoTime();
            int code = rig.hub().loseDisk(disk);

            // Then
            assertThat(code).isEqualTo(BROKER_STOPPED);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ENDED_WITHIN);
            assertThat(rig.hub().log().lines().reduce("", (any, last) -> last))
                    .startsWith("kivuko: BROKER_STOPPED: the broker has stopped by itself")
                    .endsWith("start the hub again");
            assertThat(rig.tally().sent()).isFalse();

            // When
            rig.hub().start();

            // Then
            Verdict verdict = rig.finish();
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.figure("accepted")).isEqualTo(2 * EACH);
        }
    }
}
