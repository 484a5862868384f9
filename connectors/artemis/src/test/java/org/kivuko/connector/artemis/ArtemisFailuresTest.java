package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Parcel;
import org.kivuko.operations.redrive.FailureBroker;
import org.kivuko.operations.redrive.FailureQueue;

/** Copies in quarantine and dead letters at a real broker. */
class ArtemisFailuresTest {
    private static final int COPIES = 500;
    /** Together more than a queue has in memory: most of them lie on disk pages. */
    private static final String PADDING = "x".repeat(20_000);

    private static final String OUTBOX = TestHub.OUTBOX.queue();

    @TempDir
    Path folder;

    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static Parcel copy(String queue, String id, String body) {
        return new Parcel(
                queue,
                Optional.of(UUID.fromString(id)),
                body.getBytes(StandardCharsets.UTF_8),
                "application/json",
                Map.of(Parcel.DOOR, Door.HTTP.code(), "queue", OUTBOX),
                Duration.ZERO);
    }

    private List<String> quarantine(int count, String padding) throws JMSException {
        var copies = new ArrayList<String>();
        var parcels = new ArrayList<Parcel>();
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString();
            copies.add(id);
            parcels.add(copy("hub.quarantine", id, id + padding));
        }
        hub.send(parcels);
        return copies;
    }

    /** What lies on disk pages is handed out as they are read: a look that finds nothing is not the end of them. */
    private List<Message> drain(int messages) {
        var drained = new ArrayList<Message>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            drained.addAll(hub.drain(OUTBOX));
            return drained.size() >= messages;
        });
        return drained;
    }

    /** Every {@code nth} of these. */
    private static List<String> every(int nth, List<String> copies) {
        var some = new ArrayList<String>();
        for (int i = 0; i < copies.size(); i += nth) {
            some.add(copies.get(i));
        }
        return some;
    }

    @Test
    void movesWhatIsWantedAndLeavesTheRestThoughItLiesOnDisk() throws Exception {
        // Given
        List<String> copies = quarantine(COPIES, PADDING);
        hub.restart();
        List<String> wanted = every(5, copies);
        FailureBroker failures = hub.broker().failures();

        // When
        var moved = new HashSet<>(failures.move(FailureQueue.QUARANTINE, wanted.subList(0, 50), OUTBOX));
        moved.addAll(failures.move(FailureQueue.QUARANTINE, wanted.subList(50, 100), OUTBOX));
        var again = failures.move(FailureQueue.QUARANTINE, wanted.subList(0, 50), OUTBOX);

        // Then
        assertThat(moved).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(again).isEmpty();
        var rest = new ArrayList<>(copies);
        rest.removeAll(wanted);
        assertThat(failures.lying(FailureQueue.QUARANTINE)).containsExactlyInAnyOrderElementsOf(rest);
        hub.restart();
        var arrived = new ArrayList<String>();
        for (Message message : drain(wanted.size())) {
            Received received = Received.of(message);
            assertThat(received.door()).isEqualTo(Door.HTTP);
            assertThat(received.again()).isTrue();
            assertThat(received.earlier())
                    .map(UUID::toString)
                    .contains(TestHub.text(received.body()).substring(0, 36));
            assertThat(received.contentType()).isEqualTo("application/json");
            arrived.add(TestHub.text(received.body()).substring(0, 36));
        }
        assertThat(arrived).containsExactlyElementsOf(wanted);
        assertThat(hub.broker().failures().lying(FailureQueue.QUARANTINE)).containsExactlyInAnyOrderElementsOf(rest);
    }

    @Test
    void aCopyThatWasTakenMeanwhileIsLeftOut() throws Exception {
        List<String> copies = quarantine(2, "");
        hub.drain("hub.quarantine");
        List<String> later = quarantine(1, "");
        copies.addAll(later);

        assertThat(hub.broker().failures().move(FailureQueue.QUARANTINE, copies, OUTBOX))
                .containsExactlyElementsOf(later);
    }

    @Test
    void opensTheBytesAsTheyCame() throws Exception {
        List<String> copies = quarantine(3, "");
        FailureBroker failures = hub.broker().failures();

        FailureBroker.Body body =
                failures.body(FailureQueue.QUARANTINE, copies.get(1)).orElseThrow();

        assertThat(TestHub.text(body.bytes())).isEqualTo(copies.get(1));
        assertThat(body.contentType()).isEqualTo("application/json");
        assertThat(body.toString()).doesNotContain(copies.get(1));
        assertThat(failures.body(FailureQueue.QUARANTINE, UUID.randomUUID().toString()))
                .isEmpty();
    }

    @Test
    void deadLettersSayWhereTheyCameFrom() throws Exception {
        // Given
        String id = UUID.randomUUID().toString();
        hub.send(List.of(copy("hub.dead", id, "lost")));

        // When
        FailureBroker failures = hub.broker().failures();
        FailureBroker.DeadLetter letter = failures.deadLetters(9).get(0);

        // Then
        assertThat(letter.outbox()).contains(OUTBOX);
        assertThat(letter.agency()).contains(TestHub.SENDER);
        assertThat(letter.cause()).isEqualTo("NO_ROUTE");
        assertThat(failures.lying(FailureQueue.DEAD)).containsExactly(letter.copy());
        assertThat(failures.move(FailureQueue.DEAD, List.of(letter.copy()), OUTBOX))
                .hasSize(1);
        assertThat(hub.drain(OUTBOX)).hasSize(1);
    }

    @Test
    void nothingGoesIntoWhatIsNoOutbox() {
        FailureBroker failures = hub.broker().failures();

        assertThat(failures.takes(OUTBOX)).isTrue();
        assertThat(failures.takes("agency.UGA.DCIC.inbox")).isFalse();
        assertThat(failures.takes("agency.KEN.NOBODY.outbox")).isFalse();
    }
}
