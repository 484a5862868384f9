package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agency does not clear away goes after 30 days in this test, and nothing else does.
 *
 * <p>Seen to fail with each of these planted in {@code Clearing}: folders of sticks cleared as well; five seconds too early; {@code .hub}
 * not looked at; the time of the answered file not; what was turned back from {@code taken}, files of other names, answers of the other
 * folder and folders cleared as well; the answer cleared before its file; names behind the first thousand forgotten; a rest that never
 * ends; a doubted clock believed; and in {@code HeldFolder} files that do not bear the hub's time.
 */
class ClearingTest {
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void twoMessagesAReceiptAndADelivery() throws IOException {
        world = World.in(folder.resolve("exchange"));
        world.look(1);
        world.shelf.putReceipt("{}");
        world.shelf.put("{}");
        world.send("a.json", "m-1");
        world.send("b.json", "refused");
        for (String name : List.of("a.json", "b.json")) {
            World.touch(world.folder("send").resolve(name), World.NOW.minusSeconds(60));
        }
        world.settle();
    }

    private void after(Duration time) {
        world.now = World.NOW.plus(time);
        world.look(6);
    }

    private int lying() {
        return List.of("sent", "refused", "receipts").stream()
                .mapToInt(name -> world.names(name).size())
                .sum();
    }

    @Test
    void whatWasAnsweredAndReceiptsGoAfterTheirTime() {
        // When
        after(KEEP);

        // Then
        assertThat(lying()).isEqualTo(5);
        after(KEEP.plus(HOUR));
        assertThat(lying()).isZero();
        assertThat(world.usable()).isTrue();
    }

    @Test
    void whatNobodyHasTakenStays() {
        // When
        after(KEEP.multipliedBy(12));

        // Then
        assertThat(world.names("inbox")).hasSize(1);
        assertThat(world.take()).hasSize(1);
        world.look(1);
        assertThat(world.shelf.acknowledged).hasSize(2);
    }

    @Test
    void nothingGoesWhileTheClockIsDoubted() {
        // Given
        after(Duration.ZERO);
        world.doubted = true;

        // When
        after(KEEP.multipliedBy(12));

        // Then
        assertThat(lying()).isEqualTo(5);
        world.doubted = false;
        world.look(6);
        assertThat(lying()).isZero();
    }

    @Test
    void whatTheDiskSaysOfTheTimeDoesNotCount() throws IOException {
        // Given
        // The disk's clock is that of this machine, the hub's is that of the test.
        Path receipt = world.folder("sent").resolve("a.json.receipt.json");

        // Then
        assertThat(Files.getLastModifiedTime(receipt).toInstant()).isEqualTo(World.NOW);
        for (String name : world.names("receipts")) {
            assertThat(Files.getLastModifiedTime(world.folder("receipts").resolve(name))
                            .toInstant())
                    .isEqualTo(World.NOW);
        }
    }

    @Test
    void whatTheAgencyPutThereStays() throws IOException {
        // Given
        Files.writeString(world.folder("sent").resolve("notes.txt"), "mine");
        Files.writeString(world.folder("sent").resolve("c.json"), "mine");
        Files.writeString(world.folder("sent").resolve("e.json.problem.json"), "mine");
        Files.writeString(world.folder("receipts").resolve("list.json"), "mine");
        Files.createDirectory(world.folder("refused").resolve("d.json.problem.json"));
        for (String name : List.of("sent/notes.txt", "sent/c.json", "sent/e.json.problem.json", "receipts/list.json")) {
            World.touch(world.folder(name), Instant.EPOCH);
        }

        // When
        after(KEEP.plus(HOUR));

        // Then
        assertThat(world.names("sent")).containsExactly("c.json", "e.json.problem.json", "notes.txt");
        assertThat(world.names("receipts")).containsExactly("list.json");
        assertThat(world.names("refused")).containsExactly("d.json.problem.json");
    }

    @Test
    void aFileThatWasPutOverOneThatWasAnsweredStaysAndSoDoesTheAnswer() throws IOException {
        // Given
        Files.writeString(world.folder("sent").resolve("a.json"), "m-2");
        World.touch(world.folder("sent").resolve("a.json"), World.NOW.plus(KEEP));

        // When
        after(KEEP.plus(HOUR));

        // Then
        assertThat(world.names("sent")).containsExactly("a.json", "a.json.receipt.json");
    }

    @Test
    void anAnswerWhoseFileIsBeingDealtWithStays() {
        // Given
        world.standstill.stop("disk", "the disk is full");
        world.send("a.json", "m-2");
        world.settle();

        // When
        after(KEEP.plus(HOUR));

        // Then
        assertThat(world.names("sent")).containsExactly("a.json", "a.json.receipt.json");
        assertThat(world.names("refused")).isEmpty();
    }

    @Test
    void whatWasTurnedBackFromTakenStays() throws IOException {
        // Given
        String name = "20261123T080000000Z-0000-" + UUID.randomUUID() + ".json";
        Files.writeString(world.folder("taken").resolve(name), "all that somebody has of it");
        World.touch(world.folder("taken").resolve(name), Instant.EPOCH);
        world.look(1);

        // When
        after(KEEP.plus(HOUR));

        // Then
        assertThat(world.names("refused")).containsExactly(name, name + ".problem.json");
    }

    @Test
    void whatNoStickHasCarriedStays() throws IOException {
        // Given
        var way = new StickWay(folder.resolve("stick"));
        way.send("a.json", "m-1");
        way.send("b.json", "refused");
        way.world.shelf.putReceipt("{}");
        way.unpack(way.pack(StickEnd.AGENCY));
        way.world.settle();

        // When
        way.world.now = World.NOW.plus(KEEP.multipliedBy(20));
        way.world.look(6);

        // Then
        assertThat(way.world.names("sent")).hasSize(2);
        way.unpack(way.pack(StickEnd.HUB));
        assertThat(way.names("sent")).hasSize(2);
        assertThat(way.names("refused")).hasSize(2);
        assertThat(way.names("receipts")).hasSize(1);
    }

    /** No exception, so that nothing on the way can mistake it for a failure that it has to deal with. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aKillOnTheWayLeavesNoFileWithoutItsAnswer() {
        int kills = 0;
        for (int at = 0; at < 40; at++) {
            // Given
            var again = World.in(folder.resolve("kill-" + at));
            again.look(1);
            again.send("a.json", "m-1");
            again.settle();
            again.now = World.NOW.plus(Duration.ofDays(20_000));
            int[] left = {at};
            again.start(() -> {
                if (left[0]-- == 0) {
                    throw new Killed();
                }
            });

            // When
            try {
                again.look(1);
            } catch (Killed killed) {
                kills++;
            }

            // Then
            var lie = again.names("sent");
            assertThat(lie.contains("a.json") && !lie.contains("a.json.receipt.json"))
                    .as("killed before step " + at)
                    .isFalse();
            again.start(Steps.UNSEEN);
            again.look(6);
            assertThat(again.names("sent")).isEmpty();
        }
        assertThat(kills).isBetween(2, 39);
    }

    @Test
    void manyAreLookedAtAFewAtATime() throws IOException {
        // Given
        for (int i = 0; i < 2 * Clearing.AT_ONCE; i++) {
            Path answer = world.folder("sent").resolve("x" + i + ".json.receipt.json");
            Files.writeString(answer, "{}");
            World.touch(answer, World.NOW);
        }
        world.now = World.NOW.plus(KEEP).plus(HOUR);

        // When
        world.look(1);

        // Then
        assertThat(world.names("sent")).hasSize(2 * Clearing.AT_ONCE + 2 - Clearing.AT_ONCE - 1);
        world.look(6);
        assertThat(lying()).isZero();
    }
}
