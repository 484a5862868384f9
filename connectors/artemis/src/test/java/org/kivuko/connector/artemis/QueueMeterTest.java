package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.operations.queues.QueueCounts;
import org.kivuko.operations.queues.QueueMeter;
import org.kivuko.operations.queues.QueueSwitch;

/** What is counted at a real broker, and queues that are paused there. */
class QueueMeterTest {
    private static final String AT_BROKER = new Inbox(TestHub.AT_BROKER, Channel.LIVE, Lane.BULK).queue();
    private static final String AT_HTTP = new Inbox(TestHub.AT_HTTP, Channel.LIVE, Lane.BULK).queue();

    @TempDir
    Path folder;

    private final FakeLedger ledger = new FakeLedger();
    private final Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private TestHub hub;
    private JmsShelf shelf;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        shelf = new JmsShelf(hub.broker(), ledger, () -> now);
    }

    @AfterEach
    void stop() {
        shelf.close();
        hub.close();
    }

    private UUID put(String queue) throws JMSException {
        var id = UUID.randomUUID();
        hub.send(List.of(TestHub.parcel(queue, Optional.of(id), "body of " + id)));
        return id;
    }

    private static QueueCounts counts(QueueMeter meter, String queue) {
        return meter.read().queues().stream()
                .filter(row -> row.queue().equals(queue))
                .findFirst()
                .orElseThrow();
    }

    private Connection agency() throws JMSException {
        var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + hub.amqpPort() + "?jms.requestTimeout=5000");
        Connection connection = factory.createConnection(TestHub.AT_BROKER.toString(), TestHub.key(TestHub.AT_BROKER));
        connection.start();
        return connection;
    }

    @Test
    void numbersOfMessagesRiseOverAllQueuesAndStarts() throws Exception {
        // Given
        QueueMeter meter = hub.broker().meter();
        long before = meter.read().newest();
        UUID first = put(AT_BROKER);
        put(AT_BROKER);
        QueueMeter.Reading reading = meter.read();
        QueueCounts row = counts(meter, AT_BROKER);

        // Then
        assertThat(row.messages()).hasValue(2);
        assertThat(row.delivery()).contains(first);
        assertThat(row.oldest().orElseThrow()).isBetween(before + 1, reading.newest() - 1);

        // When
        hub.restart();

        // Then
        QueueMeter again = hub.broker().meter();
        assertThat(counts(again, AT_BROKER).oldest()).isEqualTo(row.oldest());
        assertThat(again.read().newest()).isGreaterThan(reading.newest());
    }

    @Test
    void theOldestIsLookedForAgainOnceItHasLeft() throws Exception {
        // Given
        QueueMeter meter = hub.broker().meter();
        put(AT_BROKER);
        UUID second = put(AT_BROKER);
        meter.read();

        // When
        try (Connection connection = agency()) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            Message message =
                    session.createConsumer(session.createQueue(AT_BROKER)).receive(5_000);
            message.acknowledge();
        }

        // Then
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(counts(meter, AT_BROKER).delivery()).contains(second));
        assertThat(meter.first(AT_BROKER, 9)).hasSize(1).allSatisfy(head -> assertThat(head.delivery())
                .contains(second));
    }

    @Test
    void aPausedInboxHandsNothingOverAtTheBrokerAndGoesOnTaking() throws Exception {
        // Given
        QueueSwitch queues = hub.broker().queueSwitch();
        QueueMeter meter = hub.broker().meter();
        try (Connection connection = agency()) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer there = session.createConsumer(session.createQueue(AT_BROKER));

            // When
            queues.pause(AT_BROKER);
            put(AT_BROKER);

            // Then
            assertThat(receive(there)).isEmpty();
            assertThat(counts(meter, AT_BROKER).consumers()).isZero();
        }
        try (Connection connection = agency()) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            assertThat(attach(session)).isEmpty();
        }

        // When
        hub.broker().inboxes().close(List.of(inbox()));
        hub.broker().inboxes().open(inbox());

        // Then
        try (Connection connection = agency()) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            assertThat(attach(session)).isEmpty();
        }
        queues.resume(AT_BROKER);
        try (Connection connection = agency()) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            assertThat(attach(session)).isPresent();
        }
    }

    private static Inbox inbox() {
        return new Inbox(TestHub.AT_BROKER, Channel.LIVE, Lane.BULK);
    }

    /** What a consumer that attaches now is given; nothing where it is refused. */
    private static Optional<Message> attach(Session session) {
        try {
            return receive(session.createConsumer(session.createQueue(AT_BROKER)));
        } catch (JMSException refused) {
            return Optional.empty();
        }
    }

    private static Optional<Message> receive(MessageConsumer consumer) {
        try {
            return Optional.ofNullable(consumer.receive(400));
        } catch (JMSException sentAway) {
            return Optional.empty();
        }
    }

    @Test
    void aPausedInboxHandsNothingOverByHttpAndTakesBackWhatWasLeased() throws Exception {
        // Given
        QueueSwitch queues = hub.broker().queueSwitch();
        UUID leased = put(AT_HTTP);
        assertThat(shelf.leaseInbox(TestHub.AT_HTTP, Channel.LIVE, 10)).hasSize(1);

        // When
        queues.pause(AT_HTTP);

        // Then
        assertThat(shelf.leaseInbox(TestHub.AT_HTTP, Channel.LIVE, 10)).isEmpty();
        assertThat(shelf.leased(TestHub.AT_HTTP, leased)).isEmpty();
        assertThat(counts(hub.broker().meter(), AT_HTTP).delivering()).isZero();

        // When
        queues.resume(AT_HTTP);

        // Then
        assertThat(shelf.leaseInbox(TestHub.AT_HTTP, Channel.LIVE, 10)).hasSize(1);
    }

    @Test
    void whatWasPausedStartsPaused() throws Exception {
        put(AT_BROKER);

        hub.broker().queueSwitch().startPaused(AT_BROKER);

        try (Connection connection = agency()) {
            assertThat(attach(connection.createSession(Session.CLIENT_ACKNOWLEDGE)))
                    .isEmpty();
        }
    }

    @Test
    void anOutboxThatNobodyReadsIsPausedAtOnce() {
        String outbox = new Outbox(TestHub.SENDER, Channel.LIVE, Lane.BULK).queue();

        hub.broker().queueSwitch().pause(outbox);

        assertThat(hub.broker().closedInboxes().isPaused(outbox)).isTrue();
    }
}
