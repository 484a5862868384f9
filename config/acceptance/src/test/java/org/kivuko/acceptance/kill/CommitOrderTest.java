package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.connector.artemis.FailPoints;

/** The whole hub, killed at named points between the sender's call and the recipient's inbox. */
@Tag("slow")
class CommitOrderTest {
    private static final int HALTED = 137;
    private static final String OVER_HTTP = StormStates.sender(1);
    private static final String OVER_AMQP = StormStates.sender(16);
    private static final List<String> TO = List.of("UGA.R1", "UGA.R2");

    @TempDir
    Path folder;

    /** With more on its way than the one message of {@link NamedPointTest}, which stops at every point and runs always. */
    @Tag("large")
    @ParameterizedTest
    @EnumSource(names = {"SENT", "BETWEEN_COMMITS", "AFTER_COMMIT"})
    void killedOnceAmidTrafficEverythingArrivesOnceAndInOrder(FailPoints.Point point) throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            rig.hub().start(failAt(point, 3));
            sendAndTake(rig);

            // When
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
            rig.hub().start();

            // Then
            Verdict verdict = rig.finish();
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.figure("accepted")).isEqualTo(40);
        }
    }

    @Test
    void killBetweenTheTwoCommitsUndoesWhatWasRecordedAndNotReleased() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            rig.hub().start(failAt(FailPoints.Point.BETWEEN_COMMITS, 5));
            sendAndTake(rig);

            // When
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
            // Not waited for: what waits in the outboxes is taken before it says that it is ready.
            rig.hub().launch(failAt(FailPoints.Point.BETWEEN_COMMITS, 1));
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
            rig.hub().start();

            // Then
            assertThat(rig.finish().faults()).isEmpty();
            assertThat(rig.book("batches_superseded")).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void killBetweenTheTwoCommitsLosesMessagesWhereNothingIsUndone() throws Exception {
        try (var rig = new Rig(folder, List.of(Mutant.withoutSuperseding(folder)))) {
            // Given
            rig.hub().start(failAt(FailPoints.Point.BETWEEN_COMMITS, 5));
            sendAndTake(rig);

            // When
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
            rig.hub().start();

            // Then
            assertThat(rig.finish().count(Verdict.Fault.LOST)).isPositive();
        }
    }

    @Test
    void clientThatResendsUnderTheSameMessageIdAddsNothing() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            Planned message = Planned.original(OVER_AMQP, "same-message-id", "bulk", TO);
            rig.hub().start(failAt(FailPoints.Point.BETWEEN_COMMITS, 1));
            send(rig, message, 1);

            // When
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
            rig.hub().start();
            send(rig, message, 1);

            // Then
            assertThat(takenOnce(rig, message).faults()).isEmpty();
            assertThat(rig.book("accepted")).isEqualTo(1);
            assertThat(rig.book("duplicate")).isEqualTo(1);
        }
    }

    @Test
    void twoCopiesInTheOutboxAtTheKillBecomeOneMessageAndOneDuplicate() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            Planned message = Planned.original(OVER_AMQP, "two-copies", "bulk", TO);
            rig.hub().start(failAt(FailPoints.Point.BETWEEN_COMMITS, 1));
            send(rig, message, 2);

            // When
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
            rig.hub().start();

            // Then
            assertThat(takenOnce(rig, message).faults()).isEmpty();
            assertThat(rig.book("accepted")).isEqualTo(1);
            assertThat(rig.book("duplicate")).isEqualTo(1);
        }
    }

    @Test
    void agreementThatChangesBetweenTheTwoCommitsIsTheOneThatCounts() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            Planned message = Planned.original(OVER_AMQP, "judged-twice", "bulk", TO);
            rig.hub().start(failAt(FailPoints.Point.BETWEEN_COMMITS, 1));
            send(rig, message, 1);
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);

            // When
            StormStates.agree(rig.hub().config(), 2, "UGA.R2");
            rig.hub().start();

            // Then
            JsonNode handed = rig.calls("UGA.R2")
                    .get("/v1/inbox?wait=PT20S")
                    .orElseThrow()
                    .path("deliveries");
            assertThat(handed).hasSize(1);
            assertThat(handed.get(0).path("message").path("agreement").asText()).isEqualTo("KEN-UGA.storm@2");
            assertThat(handed.get(0).path("linknumber").asInt()).isEqualTo(1);
            assertThat(rig.calls("UGA.R1").get("/v1/inbox").orElseThrow().path("deliveries"))
                    .isEmpty();
            assertThat(LedgerFile.of(rig.hub())
                            .rows("select recipient || ' ' || outcome || ' ' || (superseded_at is null) from ruling"))
                    .containsExactlyInAnyOrder(
                            "UGA.R1 reduced false",
                            "UGA.R2 reduced false",
                            "UGA.R1 refused true",
                            "UGA.R2 reduced true");
        }
    }

    @Test
    void databaseThatIsDownForLongerThanTenDeliveriesUsesUpNoAttempt() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            rig.hub().start();
            rig.takeEverything();
            rig.hub().hideDatabasePrograms(true);
            rig.hub().killDatabase();

            // When
            sendFrom(rig);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> pauses(rig.hub(), "agency." + OVER_AMQP + ".outbox ") > 10);
            assertThat(rig.operator().text("/observe/health")).contains("the database does not answer");
            rig.hub().hideDatabasePrograms(false);

            // Then
            assertThat(rig.finish().faults()).isEmpty();
            assertThat(rig.book("quarantined")).isZero();
            assertThat(rig.waiting("hub.dead")).isZero();
            assertThat(rig.waiting("hub.quarantine")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_SEND", "AFTER_SEND"})
    void retryAfterAKillAroundTheSendIsAnsweredWithTheInstantOfTheClaim(FailPoints.Point point) throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            rig.hub().start(failAt(point, 1));
            Planned message = Planned.original(OVER_HTTP, "claimed", "urgent", TO);
            rig.takeEverything().sendOverHttp(OVER_HTTP, List.of(message, message.again()));

            // When
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
            Instant killed = Instant.now();
            rig.hub().start();

            // Then
            assertThat(rig.finish().faults()).isEmpty();
            assertThat(rig.sent(OVER_HTTP)).hasSize(2).allSatisfy(sent -> assertThat(Instant.parse(sent.acceptedAt()))
                    .isBefore(killed));
        }
    }

    private static String failAt(FailPoints.Point point, int times) {
        return "-D" + FailPoints.PROPERTY + "=" + point + ":" + times;
    }

    private static void sendAndTake(Rig rig) throws IOException {
        rig.takeEverything();
        sendFrom(rig);
    }

    private static void sendFrom(Rig rig) throws IOException {
        var random = new Random(1);
        rig.sendOverHttp(OVER_HTTP, Planned.of(OVER_HTTP, 20, random));
        rig.sendOverAmqp(OVER_AMQP, Planned.of(OVER_AMQP, 20, random));
    }

    /** Copies that come into the outbox together, each with the same message id as the others and as those of the next call. */
    private static void send(Rig rig, Planned message, int copies) throws IOException {
        try (Connection connection = new AmqpAccess(rig.hub()).connectUnderOneMessageId(OVER_AMQP)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(session.createQueue("agency." + OVER_AMQP + ".outbox"));
            for (int i = 0; i < copies; i++) {
                producer.send(session.createTextMessage(new String(message.body(), StandardCharsets.UTF_8)));
            }
            session.commit();
        } catch (JMSException unknownOutcome) {
            // The hub may be dead by now: it is to halt over these very copies, so they were stored.
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
        }
    }

    private static Verdict takenOnce(Rig rig, Planned message) throws IOException, InterruptedException {
        rig.sentElsewhere(OVER_AMQP, message).takeEverything();
        return rig.finish();
    }

    private static long pauses(HubProcess hub, String queue) throws IOException {
        return hub.log().lines().filter(line -> line.contains(queue + "pauses")).count();
    }
}
