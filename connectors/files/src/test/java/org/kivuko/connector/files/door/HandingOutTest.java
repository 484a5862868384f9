package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agency finds in its folder.
 *
 * <p>Seen to fail with each of these planted in {@code HandingOut}: a delivery that is acknowledged once it is written, one that is
 * written while it lies in {@code taken}, one that is written twice, an unknown one that is thrown away.
 */
class HandingOutTest {
    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void open() {
        world = World.in(folder.resolve("exchange"));
        world.look(1);
    }

    @Test
    void aDeliveryLiesInTheInboxUntilItIsMovedToTaken() {
        // Given
        UUID id = world.shelf.put("{\"source\":\"/agencies/UGA.DCIC\",\"linknumber\":7}");

        // When
        world.look(1);

        // Then
        String name = world.names("inbox").iterator().next();
        assertThat(name).isEqualTo("20261123T080000000Z-0000-" + id + ".json");
        assertThat(world.read("inbox", name))
                .isEqualTo("{\"delivery\":\"" + id + "\",\"lane\":\"bulk\",\"linknumber\":7,\"from\":\"UGA.DCIC\","
                        + "\"message\":{\"source\":\"/agencies/UGA.DCIC\",\"linknumber\":7}}");
        assertThat(world.shelf.acknowledged).isEmpty();
        world.take();
        world.look(1);
        assertThat(world.shelf.acknowledged).containsExactly(id);
        assertThat(world.names("taken")).isEmpty();
    }

    @Test
    void anEmptyFileOfItsNameInTakenIsEnough() throws IOException {
        // Given
        UUID id = world.shelf.put("{}");
        world.look(1);
        Files.createFile(
                world.folder("taken").resolve(world.names("inbox").iterator().next()));

        // When
        world.look(1);

        // Then
        assertThat(world.shelf.acknowledged).containsExactly(id);
        assertThat(world.names("inbox")).isEmpty();
    }

    @Test
    void whatHasGoneFromTheInboxWithoutThatComesAgain() throws IOException {
        // Given
        UUID id = world.shelf.put("{}");
        world.look(1);
        Files.delete(
                world.folder("inbox").resolve(world.names("inbox").iterator().next()));

        // When
        world.shelf.endLeases();
        world.look(1);

        // Then
        assertThat(world.shelf.acknowledged).isEmpty();
        assertThat(world.take()).containsExactly(id);
    }

    @Test
    void whatStillLiesThereIsNotWrittenTwice() {
        // Given
        world.shelf.put("{}");
        world.look(1);

        // When
        world.shelf.endLeases();
        world.look(2);

        // Then
        assertThat(world.names("inbox")).hasSize(1);
    }

    @Test
    void whatWasMovedAfterTheDoorLookedIntoTakenIsNotWrittenAgain() throws IOException {
        // Given
        UUID id = world.shelf.put("{}");
        world.look(1);
        world.shelf.endLeases();

        // When
        world.shelf.beforeLease(world::take);
        world.look(1);

        // Then
        assertThat(world.names("inbox")).isEmpty();
        world.look(1);
        assertThat(world.shelf.acknowledged).containsExactly(id);
    }

    @Test
    void whatWasNeverHandedOutIsNotAcknowledgedAndNotThrownAway() throws IOException {
        // Given
        String name = "20261123T080000000Z-0000-" + UUID.randomUUID() + ".json";
        Files.writeString(world.folder("taken").resolve(name), "all that is left");

        // When
        world.look(1);

        // Then
        assertThat(world.shelf.acknowledged).isEmpty();
        assertThat(world.read("refused", name)).isEqualTo("all that is left");
        assertThat(world.read("refused", name + ".problem.json")).contains("NOT_FOUND");
    }

    @Test
    void aReceiptIsDoneWithOnceItIsWritten() {
        // Given
        UUID id = world.shelf.putReceipt("{\"type\":\"kivuko.receipt.v1\"}");

        // When
        world.look(1);

        // Then
        assertThat(world.names("receipts")).hasSize(1);
        assertThat(world.shelf.acknowledged).containsExactly(id);
    }

    @Test
    void namesSortAsTheFilesWereWritten() {
        // Given
        List<UUID> ids = List.of(world.shelf.put("{}"), world.shelf.put("{}"), world.shelf.put("{}"));

        // When
        world.look(1);

        // Then
        assertThat(world.take()).isEqualTo(ids);
    }
}
