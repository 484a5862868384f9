package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.files.door.StickWay.Carried;

/**
 * What a stick that travels now and then brings to and fro is what a shared folder would have brought.
 *
 * <p>Seen to fail with each of these planted: a bundle that is older than the last one unpacked again; answers that are done with as
 * soon as they are packed, or after what a bundle brings was put; the file that was answered moved whatever stands in it; an answer
 * that came before not taken again although its file was sent again; deliveries looked for by their names and not by their ids; {@code taken}
 * at the hub not looked at when packing; what was cleared away put again; what has changed
 * since it was carried dropped; numbers that begin again; what does not fit passed over.
 */
class StickFolderTest {
    @TempDir
    Path base;

    private StickWay way;

    @BeforeEach
    void agencyFarAway() {
        way = new StickWay(base);
    }

    @Test
    void whatIsSentOnAStickIsAnsweredOnTheNext() {
        // Given
        way.send("a.json", "m-1");
        way.send("b.json", "refused");

        // When
        way.round();
        way.unpack(way.pack(StickEnd.HUB));

        // Then
        assertThat(way.world.outbox).containsExactly("m-1");
        assertThat(way.names("send")).isEmpty();
        assertThat(way.names("sent")).containsExactly("a.json", "a.json.receipt.json");
        assertThat(way.names("refused")).containsExactly("b.json", "b.json.problem.json");
    }

    @Test
    void whatTheAgencySaysItHasIsDoneWithAtTheHub() {
        // Given
        way.send("a.json", "m-1");
        UUID delivery = way.world.shelf.put("{}");
        UUID receipt = way.world.shelf.putReceipt("{}");
        way.world.look(1);

        // When
        way.round();
        way.round();
        way.round();

        // Then
        assertThat(way.got).containsExactly(delivery);
        assertThat(way.world.shelf.acknowledged).containsExactlyInAnyOrder(delivery, receipt);
        for (String folder : Places.SHARED) {
            assertThat(way.world.names(folder)).as(folder).isEmpty();
        }
        assertThat(way.names("taken")).isEmpty();
        assertThat(way.names("receipts")).hasSize(1);
    }

    @Test
    void whatALostBundleCarriedIsCarriedAgain() {
        // Given
        way.world.shelf.put("{}");
        way.send("a.json", "m-1");
        way.world.look(1);
        Carried lostOut = way.pack(StickEnd.HUB);
        Carried lostIn = way.pack(StickEnd.AGENCY);

        // When
        Carried out = way.pack(StickEnd.HUB);
        Carried in = way.pack(StickEnd.AGENCY);

        // Then
        assertThat(lostOut.places()).hasSize(1);
        assertThat(out.places()).isEqualTo(lostOut.places());
        assertThat(in.places()).isEqualTo(lostIn.places()).containsExactly("send/a.json");
    }

    @Test
    void aReceiptIsCarriedUntilTheAgencyHasIt() {
        // Given
        way.world.shelf.putReceipt("{}");
        way.world.look(1);

        // When
        Carried lost = way.pack(StickEnd.HUB);
        way.unpack(way.pack(StickEnd.AGENCY));

        // Then
        assertThat(lost.places()).hasSize(1);
        assertThat(way.pack(StickEnd.HUB).places()).isEqualTo(lost.places());
    }

    @Test
    void theSameBundleTwiceChangesNothing() {
        // Given
        way.world.shelf.put("{}");
        way.world.look(1);
        Carried out = way.pack(StickEnd.HUB);
        way.unpack(out);
        way.take();
        way.unpack(way.pack(StickEnd.AGENCY));
        way.world.settle();
        way.unpack(way.pack(StickEnd.HUB));

        // When
        boolean again = way.unpack(out);
        way.take();

        // Then
        assertThat(again).isFalse();
        assertThat(way.got).hasSize(1);
    }

    @Test
    void bundlesThatArriveInTheOtherOrderBringEverythingOnce() {
        // Given
        way.world.shelf.put("{}");
        way.world.look(1);
        Carried first = way.pack(StickEnd.HUB);
        way.world.shelf.put("{}");
        way.world.look(1);
        Carried second = way.pack(StickEnd.HUB);

        // When
        way.unpack(second);
        way.take();
        way.unpack(first);
        way.take();

        // Then
        assertThat(way.got).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aDeliveryThatTheAgencyHasUnderAnotherNameDoesNotComeTwice() throws IOException {
        // Given
        way.world.shelf.put("{}");
        way.world.look(1);
        way.unpack(way.pack(StickEnd.HUB));
        String name = way.names("inbox").iterator().next();
        Path inbox = way.world.folder("inbox");

        // When
        Files.move(inbox.resolve(name), inbox.resolve(name.replaceFirst("^2026", "2027")));
        way.unpack(way.pack(StickEnd.HUB));

        // Then
        assertThat(way.names("inbox")).containsExactly(name);
    }

    @Test
    void aDeliveryOnItsWayBackToTheLedgerIsNotPacked() throws IOException {
        // Given
        way.world.shelf.put("{}");
        way.world.look(1);
        String name = way.world.names("inbox").iterator().next();

        // When
        Files.createFile(way.world.folder("taken").resolve(name));

        // Then
        assertThat(way.pack(StickEnd.HUB).places()).isEmpty();
    }

    @Test
    void aDeliveryThatIsGoneWithoutAWordComesAgain() {
        // Given
        way.world.shelf.put("{}");
        way.world.look(1);
        way.unpack(way.pack(StickEnd.HUB));
        String name = way.names("inbox").iterator().next();

        // When
        way.delete("inbox", name);
        way.unpack(way.pack(StickEnd.HUB));

        // Then
        assertThat(way.names("inbox")).containsExactly(name);
    }

    @Test
    void anAnswerThatWasClearedAwayDoesNotComeAgain() {
        // Given
        way.world.shelf.putReceipt("{}");
        way.world.look(1);
        way.unpack(way.pack(StickEnd.HUB));
        way.delete("receipts", way.names("receipts").iterator().next());

        // When
        way.unpack(way.pack(StickEnd.HUB));

        // Then
        assertThat(way.names("receipts")).isEmpty();
    }

    @Test
    void aFileThatWasMendedAfterItWasPackedIsNotTakenForAnswered() {
        // Given
        way.send("a.json", "refused");
        way.unpack(way.pack(StickEnd.AGENCY));
        way.world.settle();

        // When
        way.send("a.json", "m-2");
        way.unpack(way.pack(StickEnd.HUB));

        // Then
        assertThat(way.names("send")).containsExactly("a.json");
        way.round();
        way.unpack(way.pack(StickEnd.HUB));
        assertThat(way.world.outbox).containsExactly("m-2");
        assertThat(way.names("sent")).containsExactly("a.json", "a.json.receipt.json");
        assertThat(way.names("send")).isEmpty();
    }

    @Test
    void anAnswerThatHasChangedSinceItWasCarriedIsCarriedAgain() {
        // Given
        way.send("a.json", "refused");
        way.round();
        Carried first = way.pack(StickEnd.HUB);
        way.send("a.json", "refused-again");
        way.unpack(way.pack(StickEnd.AGENCY));
        way.world.settle();

        // When
        way.unpack(first);
        way.unpack(way.pack(StickEnd.AGENCY));

        // Then
        assertThat(way.pack(StickEnd.HUB).places()).contains("refused/a.json.problem.json");
    }

    @Test
    void theSameFileSentAgainIsAnsweredAgain() {
        // Given
        way.send("a.json", "refused");
        way.round();
        way.unpack(way.pack(StickEnd.HUB));
        way.send("a.json", "refused");

        // When
        way.unpack(way.pack(StickEnd.AGENCY), () -> way.world.look(2));
        Carried out = way.pack(StickEnd.HUB);
        way.unpack(out);

        // Then
        assertThat(out.places()).containsExactly("refused/a.json.problem.json");
        assertThat(way.names("send")).isEmpty();
    }

    @Test
    void aFolderThatIsYoungerThanTheOtherEndsGoesOnFromItsNumbers() throws IOException {
        // Given
        way.round();
        way.round();
        way.round();

        // When
        for (String note : List.of("in", "out-3", "out-2")) {
            Files.deleteIfExists(way.agency.resolve(".bundles").resolve(note));
        }
        way.send("a.json", "m-1");
        way.round();
        way.round();

        // Then
        assertThat(way.world.outbox).containsExactly("m-1");
    }

    @Test
    void whatNoBundleCarriesIsCounted() throws IOException {
        // Given
        way.send("a b.json", "m-1");
        way.send("c.json.part", "m-2");
        Files.createDirectory(way.agency.resolve("send").resolve("folder"));
        Files.createSymbolicLink(way.agency.resolve("send").resolve("link.json"), Path.of("/etc/hostname"));

        // When
        Carried in = way.pack(StickEnd.AGENCY);

        // Then
        assertThat(in.places()).isEmpty();
        assertThat(in.load().unfit()).isEqualTo(3);
    }

    @Test
    void whatDoesNotFitWaitsInItsOrder() {
        // Given
        String large = "x".repeat(StickItem.MOST_BYTES_EACH);
        for (int i = 10; i < 24; i++) {
            way.send("m-" + i + ".json", large);
        }
        way.send("m-24.json", "m-24");

        // When
        Carried in = way.pack(StickEnd.AGENCY);

        // Then
        assertThat(in.load().items()).hasSize(12);
        assertThat(in.places()).contains("send/m-10.json", "send/m-21.json").doesNotContain("send/m-24.json");
        assertThat(in.load().waits()).isEqualTo(3);
    }

    @Test
    void onlyOneProgramPacksAtATime() {
        way.with(StickEnd.AGENCY, Steps.UNSEEN, open -> {
            // Then
            assertThatThrownBy(() -> StickFolder.open(way.agency, StickEnd.AGENCY))
                    .isInstanceOf(UnsafeFolder.class);
            return true;
        });
    }
}
