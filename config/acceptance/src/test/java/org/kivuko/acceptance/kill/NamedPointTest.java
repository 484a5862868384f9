package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.connector.artemis.FailPoints;
import org.kivuko.connector.artemis.FailPoints.Point;

/**
 * The hub is killed at each named point twice, and what its ledger and its queues hold there is what must stand there: the
 * ledger is asked while the database that was left behind still runs, the queues are counted in a copy of the journal.
 */
@Tag("slow")
class NamedPointTest {
    private static final int HALTED = 137;
    private static final String SENDER = StormStates.sender(16);
    private static final List<String> TO = List.of("UGA.R1", "UGA.R2");

    @TempDir
    Path folder;

    /**
     * What stands at a point.
     *
     * @param claims keys that the door has taken for messages that nobody has accepted yet
     * @param rulings that stand
     * @param undone rulings that were recorded and never released
     * @param outbox messages in the outbox of the sender
     * @param inboxes messages in the inbox of each recipient
     * @param markers outboxes of which the broker knows a last batch
     */
    private record Standing(long claims, long rulings, long undone, long outbox, long inboxes, long markers) {}

    /** After so many kills at the same point; two recipients. */
    private static Standing at(Point point, int kill) {
        return switch (point) {
            case BEFORE_SEND -> new Standing(1, 0, 0, 0, 0, 0);
            // The message of the first kill has come to its end meanwhile.
            case AFTER_SEND -> kill == 1 ? new Standing(1, 0, 0, 1, 0, 0) : new Standing(1, 2, 0, 1, 1, 1);
            case AFTER_READ, BEFORE_RECORD -> new Standing(0, 0, 0, 1, 0, 0);
            case PROJECTED, SENT, BETWEEN_COMMITS -> new Standing(0, 2, 2L * (kill - 1), 1, 0, 0);
            case AFTER_COMMIT -> new Standing(0, 2L * kill, 0, 0, kill, 1);
            default -> throw new IllegalArgumentException("not on the path of a message: " + point);
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_SEND", "AFTER_SEND"})
    void killedAtTheDoorTwiceWhatStandsThereIsWhatMust(Point point) throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            Planned first = Planned.original(SENDER, "first", "bulk", TO);
            // Before the send nothing of it is left, and the sender tries again; after it, it is underway already.
            Planned second = point == Point.BEFORE_SEND ? first : Planned.original(SENDER, "second", "bulk", TO);

            // When
            rig.hub().start(failAt(point));
            Standing once = post(rig, first, 1);
            rig.hub().start(failAt(point));
            if (point == Point.AFTER_SEND) {
                await().atMost(Duration.ofMinutes(1)).until(() -> rig.waiting("agency.UGA.R2.inbox") == 1);
            }
            Standing twice = post(rig, second, 2);
            rig.hub().start();

            // Then
            assertThat(once).isEqualTo(at(point, 1));
            assertThat(twice).isEqualTo(at(point, 2));
            for (Planned message : List.copyOf(new java.util.LinkedHashSet<>(List.of(first, second)))) {
                assertThat(rig.calls(SENDER).post(message.body()).status()).isIn(200, 202);
                rig.sentElsewhere(SENDER, message);
            }
            assertThat(rig.takeEverything().finish().faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AFTER_READ", "BEFORE_RECORD", "PROJECTED", "SENT", "BETWEEN_COMMITS", "AFTER_COMMIT"})
    void killedOnTheWayTwiceWhatStandsThereIsWhatMust(Point point) throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            Planned first = Planned.original(SENDER, "first", "bulk", TO);
            Planned second = Planned.original(SENDER, "second", "bulk", TO);

            // When
            rig.hub().start(failAt(point));
            send(rig, first);
            Standing once = standing(rig, 1);
            if (point == Point.AFTER_COMMIT) {
                rig.hub().start(failAt(point));
                send(rig, second);
            } else {
                // Not waited for: what waits in the outbox is taken before it says that it is ready.
                rig.hub().launch(failAt(point));
            }
            Standing twice = standing(rig, 2);
            rig.hub().start();

            // Then
            assertThat(once).isEqualTo(at(point, 1));
            assertThat(twice).isEqualTo(at(point, 2));
            if (point != Point.AFTER_COMMIT) {
                send(rig, second);
            }
            rig.sentElsewhere(SENDER, first).sentElsewhere(SENDER, second).takeEverything();
            assertThat(rig.finish().faults()).isEmpty();
        }
    }

    /** Without the marker in the broker's transaction nobody could tell what was released. */
    @Test
    void whatStandsIsNotWhatMustWhereTheConsumerIsNotTransacted() throws Exception {
        try (var rig = new Rig(folder, List.of(Mutant.withoutTransaction(folder)))) {
            // When
            rig.hub().start(failAt(Point.BETWEEN_COMMITS));
            send(rig, Planned.original(SENDER, "first", "bulk", TO));

            // Then
            assertThat(standing(rig, 1)).isNotEqualTo(at(Point.BETWEEN_COMMITS, 1));
        }
    }

    private static String failAt(Point point) {
        return "-D" + FailPoints.PROPERTY + "=" + point;
    }

    private Standing post(Rig rig, Planned message, int kill) throws Exception {
        try {
            AgencyCalls.Answer answer = rig.calls(SENDER).post(message.body());
            throw new IllegalStateException("answered " + answer.status());
        } catch (IOException nobodyAnswered) {
            return standing(rig, kill);
        }
    }

    private static void send(Rig rig, Planned message) throws IOException {
        try (var connection = new AmqpAccess(rig.hub()).connect(SENDER)) {
            var session = connection.createSession();
            var outbox = session.createQueue("agency." + SENDER + ".outbox");
            session.createProducer(outbox)
                    .send(session.createTextMessage(new String(message.body(), StandardCharsets.UTF_8)));
        } catch (JMSException unknownOutcome) {
            // The hub may be dead by now: it is to halt over this very message, so it was stored.
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
        }
    }

    private Standing standing(Rig rig, int kill) throws Exception {
        assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
        LedgerFile ledger = LedgerFile.of(rig.hub());
        try (BrokerAtRest broker = BrokerAtRest.of(rig.hub(), folder.resolve("at-rest-" + kill))) {
            long inbox = broker.messages("agency.UGA.R1.inbox");
            assertThat(broker.messages("agency.UGA.R2.inbox")).isEqualTo(inbox);
            return new Standing(
                    count(ledger, "message where not accepted"),
                    count(ledger, "ruling where superseded_at is null"),
                    count(ledger, "ruling where superseded_at is not null"),
                    broker.messages("agency." + SENDER + ".outbox"),
                    inbox,
                    broker.markers());
        }
    }

    private static long count(LedgerFile ledger, String what) throws Exception {
        return Long.parseLong(ledger.rows("select count(*) from " + what).get(0));
    }
}
