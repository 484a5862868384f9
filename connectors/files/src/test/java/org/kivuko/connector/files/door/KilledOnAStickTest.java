package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.files.door.StickWay.Carried;

/**
 * Bundles are lost, come twice, late and in any order, programs end before each of their steps, and the file door looks meanwhile:
 * each message is accepted once, each delivery read once, and every file answered.
 *
 * <p>Seen to fail with each of these planted in {@code StickFolder}: the bundle noted as unpacked before it is. In {@code StickNotes}: the door's draft used.
 */
@Tag("slow")
class KilledOnAStickTest {
    private static final int SEEDS = 60;
    private static final int ACTS = 40;

    @TempDir
    Path folder;

    /** No exception, so that nothing on the way can mistake it for a failure that it has to deal with. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** One agency's weeks. */
    private static final class Weeks {
        final StickWay way;
        final Random random;
        final List<Carried> carried = new ArrayList<>();
        final Set<String> sent = new HashSet<>();
        final List<UUID> put = new ArrayList<>();
        int kills;

        Weeks(Path base, long seed) {
            way = new StickWay(base);
            random = new Random(seed);
        }

        private void act() {
            switch (random.nextInt(7)) {
                case 0 -> send();
                case 1 -> put.add(random.nextBoolean() ? way.world.shelf.put("{}") : way.world.shelf.putReceipt("{}"));
                case 2 -> way.take();
                case 3 -> way.world.look(1 + random.nextInt(3));
                case 4 -> killable(steps -> carried.add(way.pack(StickEnd.HUB, steps)));
                case 5 -> killable(steps -> carried.add(way.pack(StickEnd.AGENCY, steps)));
                default -> unpackAny();
            }
        }

        private void send() {
            int number = sent.size();
            boolean refused = random.nextInt(4) == 0;
            way.send("f" + number + ".json", (refused ? "refused-" : "m-") + number);
            sent.add((refused ? "refused-" : "m-") + number);
        }

        private void unpackAny() {
            if (!carried.isEmpty()) {
                Carried any = carried.get(random.nextInt(carried.size()));
                killable(steps -> way.unpack(any, steps));
            }
        }

        private void killable(Consumer<Steps> act) {
            int at = random.nextInt(30);
            int[] steps = {0};
            try {
                act.accept(() -> {
                    if (random.nextInt(3) == 0) {
                        way.world.look(1);
                    }
                    if (steps[0]++ == at) {
                        throw new Killed();
                    }
                });
            } catch (Killed killed) {
                kills++;
            }
        }

        void check() {
            for (int i = 0; i < 4; i++) {
                way.round();
            }
            Set<String> accepted = new HashSet<>(sent);
            accepted.removeIf(each -> each.startsWith("refused"));
            assertThat(way.world.outbox).containsExactlyInAnyOrderElementsOf(accepted);
            assertThat(way.got).doesNotHaveDuplicates();
            assertThat(way.world.shelf.acknowledged).containsExactlyInAnyOrderElementsOf(put);
            assertThat(way.names("send")).isEmpty();
            assertThat(way.names("sent")).hasSize(2 * accepted.size());
            assertThat(way.names("refused")).hasSize(2 * (sent.size() - accepted.size()));
            assertThat(way.names("inbox")).isEmpty();
            assertThat(way.names("taken")).isEmpty();
            for (String name : Places.SHARED) {
                assertThat(way.world.names(name)).as(name).isEmpty();
            }
        }
    }

    @Test
    void whateverHappensToBundlesAndProgramsNothingIsLostOrDoubled() {
        int kills = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            // Given
            var weeks = new Weeks(folder.resolve("seed-" + seed), seed);

            // When
            for (int i = 0; i < ACTS; i++) {
                weeks.act();
            }

            // Then
            try {
                weeks.check();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
            kills += weeks.kills;
        }
        assertThat(kills).isGreaterThan(SEEDS);
    }
}
