package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agency's own SFTP server has what a folder of the hub has: taken up by moving, answers beside, deliveries until they are moved.
 *
 * <p>Seen to fail with each of these planted: any host key taken; a password tried; patterns not quoted; a file read to its end;
 * a rename that the server refuses not tried again; a connection that has ended kept.
 */
class SftpDoorTest {
    @TempDir
    Path folder;

    private SftpHost host;
    private World world;

    @BeforeEach
    void start() {
        host = SftpHost.start(root(), folder.resolve("keys"));
        world = world();
    }

    @AfterEach
    void stop() {
        world.close();
        host.close();
    }

    private Path root() {
        return folder.resolve("exchange").resolve(World.AGENCY.toString());
    }

    private World world() {
        return World.in(folder.resolve("exchange"), steps -> new SftpHome(host.settings(), steps));
    }

    @Test
    void whatIsSentIsAcceptedOrRefusedWithItsAnswerBesideIt() {
        // Given
        world.send("a.json", "m-1");
        world.send("b.json", "refused");

        // When
        world.settle();

        // Then
        assertThat(world.outbox).containsExactly("m-1");
        assertThat(world.names("sent")).containsExactly("a.json", "a.json.receipt.json");
        assertThat(world.names("refused")).containsExactly("b.json", "b.json.problem.json");
        assertThat(world.names("send")).isEmpty();
        assertThat(world.read("sent", "a.json.receipt.json")).contains("\"m-1\"");
    }

    @Test
    void aDeliveryStaysUntilItIsMovedToTaken() {
        // Given
        UUID delivery = world.shelf.put("{}");
        UUID receipt = world.shelf.putReceipt("{}");
        world.look(1);
        assertThat(world.names("inbox")).hasSize(1);
        assertThat(world.names("receipts")).hasSize(1);
        assertThat(world.shelf.acknowledged).containsExactly(receipt);

        // When
        assertThat(world.take()).containsExactly(delivery);
        world.look(1);

        // Then
        assertThat(world.shelf.acknowledged).contains(delivery);
        assertThat(world.names("taken")).isEmpty();
    }

    @Test
    void aDeliveryThatIsGoneWithoutAWordComesAgain() throws IOException {
        // Given
        world.shelf.put("{}");
        world.look(1);
        Files.delete(
                world.folder("inbox").resolve(world.names("inbox").iterator().next()));

        // When
        world.shelf.endLeases();
        world.look(1);

        // Then
        assertThat(world.names("inbox")).hasSize(1);
        assertThat(world.shelf.acknowledged).isEmpty();
    }

    @Test
    void aLaterAnswerReplacesTheEarlierOneOfItsName() {
        // Given
        world.send("a.json", "refused");
        world.settle();

        // When
        world.send("a.json", "refused-again");
        world.settle();
        world.send("a.json", "m-1");
        world.settle();

        // Then
        assertThat(world.names("refused")).isEmpty();
        assertThat(world.names("sent")).containsExactly("a.json", "a.json.receipt.json");
    }

    @Test
    void aServerThatDoesNotRenameOverWhatIsThereIsUsedAsWell() {
        // Given
        host.close();
        host = SftpHost.start(root(), folder.resolve("keys"), 0, false);
        world = world();
        world.send("a.json", "refused");
        world.settle();

        // When
        world.send("a.json", "refused-again");
        world.settle();

        // Then
        assertThat(world.usable()).isTrue();
        assertThat(world.names("refused")).containsExactly("a.json", "a.json.problem.json");
        assertThat(world.read("refused", "a.json")).isEqualTo("refused-again");
    }

    @Test
    void namesThatAreNoNamesOfMessagesAreRefusedAndTouchNothingElse() throws IOException {
        // Given
        world.send("a1.json", "m-1");
        world.send("a?.json", "m-2");
        world.send("a*", "m-3");
        world.send("[a]\\.json", "m-4");
        Files.createDirectory(world.folder("send").resolve("folder"));
        Files.createSymbolicLink(world.folder("send").resolve("link.json"), Path.of("a1.json"));

        // When
        world.settle();

        // Then
        assertThat(world.outbox).containsExactly("m-1");
        assertThat(world.names("send")).isEmpty();
        assertThat(world.names("refused").stream().filter(name -> !name.endsWith(".problem.json")))
                .hasSize(5)
                .contains("folder", "link.json");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        // Given
        world.send("large.json", "");
        try (var file = Files.newByteChannel(world.folder("send").resolve("large.json"), StandardOpenOption.WRITE)) {
            file.position(1L << 32).write(ByteBuffer.allocate(1));
        }

        // When
        world.settle();

        // Then
        assertThat(world.read("refused", "large.json.problem.json")).contains("TOO_LARGE");
    }

    @Test
    void ofAFileThatGoesOnForEverOnlySoMuchIsRead() throws IOException {
        // Given
        world.look(1);
        world.send("long.json", "x".repeat(1 << 20));
        try (var home = new SftpHome(host.settings(), Steps.UNSEEN);
                Places places = home.open()) {
            // When
            byte[] read = places.send().read(Path.of("long.json"), 10);

            // Then
            assertThat(read).hasSize(10);
            assertThat(places.send().look(Path.of("long.json"))).isPresent();
        }
    }

    @Test
    void aFileThatIsStillWrittenIsWaitedFor() {
        // Given
        world.send("a.json", "m-");
        world.look(1);
        world.send("a.json", "m-12");
        world.look(1);
        world.send("b.json.part", "m-2");

        // When
        world.settle();

        // Then
        assertThat(world.outbox).containsExactly("m-12");
    }

    @Test
    void aHostWithAnotherKeyThanTheKnownOneIsNotSpokenTo() {
        // Given
        host.forgetHostKey();
        world.send("a.json", "m-1");

        // When
        world.settle();

        // Then
        assertThat(world.trouble()).contains("host key");
        assertThat(world.names("send")).containsExactly("a.json");
        assertThat(folder.resolve("exchange/KEN.DIS/inbox")).doesNotExist();
    }

    @Test
    void aHostThatNobodyKnowsIsNotSpokenTo() {
        // Given
        host.forgetAllHostKeys();

        // When
        world.look(1);

        // Then
        assertThat(world.trouble()).contains("host key");
        assertThat(root()).isEmptyDirectory();
    }

    @Test
    void whoseKeyIsNotLetInDoesNotComeInByAnyOtherWay() {
        // Given
        host.changeHubKey();

        // When
        world.look(1);

        // Then
        assertThat(world.trouble()).contains("does not let the hub's key in");
        assertThat(root()).isEmptyDirectory();
    }

    @Test
    void aServerThatWasAwayIsUsedAgain() {
        // Given
        world.look(1);
        int port = host.port();
        host.close();
        world.look(1);
        assertThat(world.trouble()).contains("cannot be reached");

        // When
        host = SftpHost.start(root(), folder.resolve("keys"), port, true);
        world.send("a.json", "m-1");
        world.settle();

        // Then
        assertThat(world.usable()).isTrue();
        assertThat(world.outbox).containsExactly("m-1");
    }
}
