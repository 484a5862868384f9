package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an agency drops into its folder.
 *
 * <p>Seen to fail with each of these planted: in {@code Sending} a file that is taken at the first look, one that is read while it is
 * still written, links that are not counted, a name that is taken as it is; in {@code Folder} links that are followed.
 */
@Timeout(120)
class SendingTest {
    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void open() {
        world = World.in(folder.resolve("exchange"));
        world.look(1);
    }

    @Test
    void aFileThatIsAcceptedGetsItsReceiptBesideIt() {
        // Given
        world.send("alert.json", "m-1");

        // When
        world.settle();

        // Then
        assertThat(world.outbox).containsExactly("m-1");
        assertThat(world.names("sent")).containsExactly("alert.json", "alert.json.receipt.json");
        assertThat(world.read("sent", "alert.json.receipt.json"))
                .isEqualTo("{\"id\":\"m-1\",\"source\":\"/agencies/KEN.DIS\","
                        + "\"acceptedAt\":\"2026-11-23T08:00:00.000Z\",\"status\":\"accepted\"}");
        assertThat(world.names("send")).isEmpty();
    }

    @Test
    void aFileThatIsRefusedGetsTheProblemThatHttpAnswers() {
        // Given
        world.send("alert.json", "refused");

        // When
        world.settle();

        // Then
        assertThat(world.names("refused")).containsExactly("alert.json", "alert.json.problem.json");
        assertThat(world.read("refused", "alert.json.problem.json"))
                .isEqualTo(
                        "{\"type\":\"/docs#SCHEMA_VIOLATION\",\"title\":\"The message does not have the form that its type"
                                + " demands.\",\"status\":422,\"detail\":\"Refused by the test.\",\"code\":\"SCHEMA_VIOLATION\","
                                + "\"errors\":[{\"pointer\":\"/id\",\"detail\":\"refused by the test\","
                                + "\"code\":\"SCHEMA_VIOLATION\"}]}");
        assertThat(world.outbox).isEmpty();
    }

    @Test
    void theSameFileAgainGetsTheSameReceiptAndIsSentOnce() {
        // Given
        world.send("alert.json", "m-1");
        world.settle();
        String first = world.read("sent", "alert.json.receipt.json");

        // When
        world.send("again.json", "m-1");
        world.settle();

        // Then
        assertThat(world.read("sent", "again.json.receipt.json")).isEqualTo(first);
        assertThat(world.outbox).containsExactly("m-1");
    }

    @Test
    void whatWasMendedUnderTheSameNameIsRefusedNoMore() {
        // Given
        world.send("alert.json", "refused");
        world.settle();

        // When
        world.send("alert.json", "m-1");
        world.settle();

        // Then
        assertThat(world.names("refused")).isEmpty();
        assertThat(world.names("sent")).hasSize(2);
    }

    @Test
    void aFileThatStillGrowsIsWaitedFor() throws IOException {
        for (int i = 1; i < 6; i++) {
            // Given
            world.send("alert.json", "m".repeat(i));

            // When
            world.look(1);

            // Then
            assertThat(world.names("send")).containsExactly("alert.json");
        }
        world.settle();
        assertThat(world.outbox).containsExactly("mmmmm");
    }

    @Test
    void aFileThatIsHeldOpenAndWrittenOnAfterItWasPickedUpIsWaitedFor() throws IOException {
        // Given
        try (var out = Files.newOutputStream(world.folder("send").resolve("a.json"))) {
            out.write("m-1".getBytes(StandardCharsets.UTF_8));
            world.look(2);

            // When
            assertThat(world.names("send")).isEmpty();
            out.write("234".getBytes(StandardCharsets.UTF_8));
        }
        world.settle();

        // Then
        assertThat(world.outbox).containsExactly("m-1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json.part", "a.tmp", ".a.json", "a.json~", "A.PART", "a.json.filepart"})
    void aFileThatSaysThatItIsNotFinishedStays(String name) {
        // Given
        world.send(name, "m-1");

        // When
        world.settle();

        // Then
        assertThat(world.outbox).isEmpty();
        assertThat(world.names("sent")).isEmpty();
        assertThat(world.names("refused")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-rf.json",
                "a b.json",
                "a\nb.json",
                "\u202Enosj.a.json",
                "J\u00F6rg.json",
                "a;rm.json",
                "a.receipt.json",
                "a.problem.json",
                "con\\.json",
                "%2e%2e%2fa.json"
            })
    void aHostileNameIsRefusedAndWrittenNowhere(String name) {
        // Given
        world.send(name, "m-1");

        // When
        world.settle();

        // Then
        assertThat(world.outbox).isEmpty();
        assertThat(world.names("sent")).isEmpty();
        assertThat(world.names("refused")).hasSize(2).allMatch(each -> each.startsWith("unnamed-20261123T08"));
    }

    @Test
    void aNameAsLongAsTheFileSystemTakesIsRefused() {
        // Given
        world.send("a".repeat(250) + ".json", "m-1");

        // When
        world.settle();

        // Then
        assertThat(problem()).contains("UNREADABLE");
    }

    @Test
    void anotherEndingIsRefusedAndNothingIsUnpacked() {
        // Given
        world.send("bomb.zip", "PK");

        // When
        world.settle();

        // Then
        assertThat(problem()).contains("\"code\":\"MEDIA_TYPE\"", "\"status\":415");
    }

    @Test
    void aSymbolicLinkIsRefusedAndNeverFollowed() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret"), "m-1");
        Files.createSymbolicLink(world.folder("send").resolve("link.json"), secret);

        // When
        world.settle();

        // Then
        assertThat(world.outbox).isEmpty();
        assertThat(problem()).contains("UNREADABLE", "symbolic link");
        assertThat(secret).hasContent("m-1");
    }

    @Test
    void aFileWithAnotherNameElsewhereIsRefused() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret"), "m-1");
        Files.createLink(world.folder("send").resolve("link.json"), secret);

        // When
        world.settle();

        // Then
        assertThat(world.outbox).isEmpty();
        assertThat(problem()).contains("UNREADABLE", "another name");
    }

    @Test
    void aFolderInPlaceOfAFileIsRefused() throws IOException {
        // Given
        Files.createDirectories(world.folder("send").resolve("x.json/y"));

        // When
        world.settle();

        // Then
        assertThat(problem()).contains("UNREADABLE", "folder");
    }

    @Test
    void aPipeKeepsNobodyWaiting() throws Exception {
        // Given
        Path pipe = world.folder("send").resolve("a.json");
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        Assumptions.assumeTrue(made == 0);
        world.send("b.json", "m-1");

        // When
        world.settle();

        // Then
        assertThat(world.outbox).containsExactly("m-1");
        assertThat(problem()).contains("UNREADABLE", "device");
    }

    @Test
    void tenGigabytesAreRefusedWithoutBeingRead() throws IOException {
        // Given
        try (var file =
                new RandomAccessFile(world.folder("send").resolve("a.json").toFile(), "rw")) {
            file.setLength(10L << 30);
        }

        // When
        world.settle();

        // Then
        assertThat(problem()).contains("TOO_LARGE", "10737418240");
    }

    @Test
    void aLinkInPlaceOfAFolderOfTheDoorIsNotFollowed() throws IOException {
        // Given
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a.json"), "m-1");
        Files.delete(world.folder("send"));
        Files.createSymbolicLink(world.folder("send"), elsewhere);

        // When
        world.settle();

        // Then
        assertThat(world.outbox).isEmpty();
        assertThat(world.usable()).isFalse();
        assertThat(elsewhere.resolve("a.json")).exists();
    }

    @Test
    void aFolderInPlaceOfAnAnswerDoesNotKeepOthersWaiting() throws IOException {
        // Given
        Files.createDirectories(world.folder("sent").resolve("a.json.receipt.json/x"));
        world.send("a.json", "m-1");
        world.send("b.json", "m-2");

        // When
        world.settle();

        // Then
        assertThat(world.names("sent")).contains("b.json", "b.json.receipt.json");
        assertThat(world.usable()).isFalse();
    }

    @Test
    void whatTheQuotaDoesNotLetThroughWaitsInItsOrderAndAssistanceDoesNot() {
        // Given
        world.allow(2);
        for (int i = 1; i <= 4; i++) {
            world.send("a" + i + ".json", "m-" + i);
        }
        world.send("b.json", "referral-1");

        // When
        world.settle();

        // Then
        assertThat(world.outbox).containsExactly("m-1", "m-2", "referral-1");
        assertThat(world.names("refused")).isEmpty();
        world.now = world.now.plus(Duration.ofMinutes(1));
        world.settle();
        assertThat(world.outbox).containsExactly("m-1", "m-2", "referral-1", "m-3", "m-4");
    }

    @Test
    void nothingIsTakenWhileTheHubStandsStill() {
        // Given
        world.standstill.stop("disk", "the disk is full");
        world.send("a.json", "m-1");

        // When
        world.settle();

        // Then
        assertThat(world.outbox).isEmpty();
        assertThat(world.names("refused")).isEmpty();
        world.standstill.go("disk");
        world.look(1);
        assertThat(world.outbox).containsExactly("m-1");
    }

    @Test
    @Tag("slow")
    void aHundredThousandFilesAreTakenAFewAtATime() throws IOException {
        // Given
        int many = 100_000;
        for (int i = 0; i < many; i++) {
            Files.createFile(world.folder("send").resolve("a" + i + ".part"));
        }
        for (int i = 0; i < Sending.AT_ONCE + 5; i++) {
            world.send("m" + (1000 + i) + ".json", "m-" + i);
        }

        // When
        world.look(3);

        // Then
        assertThat(world.outbox).hasSize(Sending.AT_ONCE);
        world.look(3);
        assertThat(world.outbox).hasSize(Sending.AT_ONCE + 5);
    }

    @Test
    void namesThatDifferInTheirCaseAreTwoFiles() {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
        // Given
        world.send("a.json", "m-1");
        world.send("A.JSON", "m-2");

        // When
        world.settle();

        // Then
        assertThat(Set.copyOf(world.outbox)).containsExactlyInAnyOrder("m-1", "m-2");
        assertThat(world.names("sent")).hasSize(4);
    }

    private String problem() {
        String name = world.names("refused").stream()
                .filter(each -> each.endsWith(".problem.json"))
                .findFirst()
                .orElseThrow();
        return world.read("refused", name);
    }
}
