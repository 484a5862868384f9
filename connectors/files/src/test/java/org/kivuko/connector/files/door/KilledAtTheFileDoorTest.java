package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program at the door ends before each of its steps, alone and several times in one run, and nothing is lost, nothing doubled
 * and no answer untrue.
 *
 * <p>Seen to fail with each of these planted: in {@code Sending} a file that leaves the hub's folder before its answer stands, a file
 * that is deleted once it was read; in {@code HandingOut} a file that is taken out of {@code taken} before it is acknowledged, what lies in the
 * inbox not looked for.
 */
@Tag("slow")
class KilledAtTheFileDoorTest {
    private static final int LOOKS = 4;

    @TempDir
    Path folder;

    World world(Path base) {
        return World.in(base);
    }

    int seeds() {
        return 60;
    }

    /** No exception, so that nothing on the way can mistake it for a failure that it has to deal with. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Ends the program before step {@code at}, counted from 0. */
    private static final class KillAt implements Steps {
        private final int at;
        private int steps;

        KillAt(int at) {
            this.at = at;
        }

        @Override
        public void next() {
            if (steps++ == at) {
                throw new Killed();
            }
        }
    }

    /** What one run did, seen by the agency. */
    private static final class Run {
        final World world;
        final List<UUID> put = new ArrayList<>();
        final List<UUID> got = new ArrayList<>();
        int kills;

        Run(World world) {
            this.world = world;
            for (int i = 1; i <= 3; i++) {
                world.send("a" + i + ".json", "m-" + i);
                put.add(world.shelf.put("{}"));
            }
            world.send("b.json", "refused");
            put.add(world.shelf.putReceipt("{}"));
        }

        void until(Steps steps, int looks) {
            world.start(steps);
            try {
                for (int i = 0; i < looks; i++) {
                    world.look(1);
                    got.addAll(world.take());
                }
            } catch (Killed killed) {
                kills++;
                got.addAll(world.take());
            }
        }

        void check(String which) {
            until(Steps.UNSEEN, LOOKS);
            assertThat(new HashSet<>(world.outbox)).as(which).containsExactlyInAnyOrder("m-1", "m-2", "m-3");
            assertThat(world.names("sent"))
                    .as(which)
                    .containsExactly(
                            "a1.json",
                            "a1.json.receipt.json",
                            "a2.json",
                            "a2.json.receipt.json",
                            "a3.json",
                            "a3.json.receipt.json");
            assertThat(world.names("refused")).as(which).containsExactly("b.json", "b.json.problem.json");
            assertThat(world.names("send")).as(which).isEmpty();
            assertThat(got).as(which).isEqualTo(put.subList(0, 3));
            assertThat(world.shelf.acknowledged).as(which).containsExactlyInAnyOrderElementsOf(put);
            assertThat(world.names("receipts")).as(which).hasSize(1);
            assertThat(world.names("inbox")).as(which).isEmpty();
            assertThat(world.names("taken")).as(which).isEmpty();
        }
    }

    @Test
    void aKillBeforeAnyStepLosesNothingAndDoublesNothing() {
        for (int at = 0; ; at++) {
            // Given
            var run = new Run(world(folder.resolve("kill-" + at)));

            // When
            run.until(new KillAt(at), LOOKS);

            // Then
            run.check("killed before step " + at);
            if (run.kills == 0) {
                assertThat(at).isGreaterThan(40);
                return;
            }
        }
    }

    @Test
    void killsUponKillsLoseNothingAndDoubleNothing() {
        for (int seed = 0; seed < seeds(); seed++) {
            // Given
            var run = new Run(world(folder.resolve("seed-" + seed)));
            var random = new Random(seed);

            // When
            for (int i = 0; i < 6; i++) {
                run.until(new KillAt(random.nextInt(30)), LOOKS);
            }

            // Then
            run.check("seed " + seed);
        }
    }
}
