package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.fault.Backend;
import org.kivuko.acceptance.fault.LoopDisk;

/** A disk that really is full, of broker and database together, while agencies go on sending. */
@Tag("slow")
class FullDiskTest {
    private static final int MEBIBYTES = 768;
    private static final int TENTH = 10;
    private static final int EACH = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration RED_WITHIN = Duration.ofSeconds(10);
    private static final Duration FULL_FOR = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @BeforeEach
    void needsADiskOfItsOwn() {
        Backend.loopDisk();
    }

    @Test
    void takesNothingOnADiskThatFillsUpAndGoesOnByItselfAndLosesNothing() throws Exception {
        try (LoopDisk disk = disk();
                Rig rig = sendingRig(List.of())) {
            // When
            fillSlowly(disk);

            // Then
            await().atMost(PATIENCE).until(() -> health(rig).contains("nothing is taken below"));
            int taken = rig.tally().accepted.get();
            pause(FULL_FOR);
            assertThat(rig.tally().accepted.get()).isBetween(taken, taken + 3);
            assertThat(rig.tally().sent()).isFalse();

            // When
            disk.makeRoom();

            // Then
            Verdict verdict = rig.finish();
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.figure("accepted")).isEqualTo(3 * EACH);
            assertThat(rig.hub().alive()).isTrue();
        }
    }

    /** The test above would fail: of a hub whose guard does nothing it sees that it goes on taking. */
    @Test
    void wouldGoOnTakingWithoutItsGuard() throws Exception {
        try (LoopDisk disk = disk();
                Rig rig = sendingRig(List.of(Mutant.withoutDiskGuard(folder)))) {
            // When
            fillSlowly(disk);
            pause(Duration.ofSeconds(1));
            int taken = rig.tally().accepted.get();

            // Then
            await().atMost(PATIENCE).until(() -> rig.tally().accepted.get() > taken + 5);
            assertThat(health(rig)).doesNotContain("nothing is taken below");
        }
    }

    /** The guard comes too late: what broker and database do when they meet the end of the disk has to be enough. */
    @Test
    void losesAndDoublesNothingOnADiskThatIsFullAtOnce() throws Exception {
        try (LoopDisk disk = disk();
                Rig rig = sendingRig(List.of())) {
            // When
            disk.fillUp();

            // Then
            await().atMost(RED_WITHIN).until(() -> !rig.hub().alive() || down(rig));
            pause(FULL_FOR);

            // When
            disk.makeRoom();
            await().atMost(PATIENCE).until(() -> !rig.hub().alive() || up(rig));
            if (!rig.hub().alive()) {
                assertThat(rig.hub().log().lines().reduce("", (any, last) -> last))
                        .startsWith("kivuko: ");
                rig.hub().start();
            }

            // Then
            Verdict verdict = rig.finish();
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.figure("accepted")).isEqualTo(3 * EACH);
        }
    }

    private LoopDisk disk() throws IOException {
        return LoopDisk.create(folder.resolve("disk.ext4"), folder.resolve("data"), MEBIBYTES);
    }

    /** One whose agencies are at work. */
    private Rig sendingRig(List<Path> mutants) throws IOException {
        var rig = new Rig(folder, mutants);
        rig.hub().start();
        rig.takeEverything();
        var random = new Random(1);
        for (int i : new int[] {1, 2}) {
            rig.sendOverHttp(StormStates.sender(i), Planned.of(StormStates.sender(i), EACH, random));
        }
        String overAmqp = StormStates.sender(StormStates.SENDERS);
        rig.sendOverAmqpOneByOne(overAmqp, Planned.of(overAmqp, EACH, random));
        await().atMost(PATIENCE).until(() -> rig.tally().accepted.get() >= EACH / TENTH);
        return rig;
    }

    /** Down to less than the tenth below which nothing is taken, and more than the broker itself wants to have. */
    private static void fillSlowly(LoopDisk disk) throws IOException {
        long left = disk.total() / TENTH * 9 / TENTH;
        long step = (disk.free() - left) / 4;
        while (disk.free() > left + step / 2) {
            disk.fill(Math.max(left, disk.free() - step));
            pause(Duration.ofMillis(200));
        }
    }

    private static boolean down(Rig rig) {
        return health(rig).startsWith("{\"status\":\"down\"");
    }

    private static boolean up(Rig rig) {
        return health(rig).startsWith("{\"status\":\"up\"");
    }

    private static String health(Rig rig) {
        try {
            return rig.operator().text("/observe/health");
        } catch (IOException e) {
            // Nobody answers: no health.
            return "";
        }
    }

    private static void pause(Duration time) {
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }
}
