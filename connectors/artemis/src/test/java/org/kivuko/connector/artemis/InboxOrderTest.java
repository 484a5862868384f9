package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.InboxKeeper;
import org.kivuko.exchange.Parcel;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** In order at a client that fetches ahead, loses its connection and attaches again at once, on a real broker. */
@Timeout(60)
class InboxOrderTest {
    private static final Inbox INBOX = new Inbox(TestHub.AT_BROKER, Channel.LIVE, Lane.BULK);
    private static final int WAITING = 1_500;

    @TempDir
    Path folder;

    private final List<Connection> connections = new ArrayList<>();
    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        List<Parcel> parcels = IntStream.range(0, WAITING)
                .mapToObj(i -> TestHub.parcel(INBOX.queue(), Optional.of(UUID.randomUUID()), "" + i))
                .toList();
        hub.send(parcels);
    }

    @AfterEach
    void stop() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
        hub.close();
    }

    /**
     * A client that loses its connection often has its next one before the broker has noticed: what the first connection was
     * sent, and never acknowledged, must not come behind what the second is given meanwhile. Seen to fail where inboxes are
     * not exclusive: the second is given what the first has no credit for, then what the first gives back.
     */
    @Test
    void whoAttachesWhileTheFormerConnectionIsThereIsGivenAllInOrderAfterIt() throws Exception {
        // Given
        MessageConsumer former = consumer(100, Session.CLIENT_ACKNOWLEDGE);
        for (int i = 0; i < 50; i++) {
            assertThat(number(former.receive(5_000))).isEqualTo(i);
        }
        await().until(() -> delivering() >= 100);

        // When
        MessageConsumer next = consumer(1_000, Session.AUTO_ACKNOWLEDGE);
        assertThat(next.receive(300)).isNull();
        connections.remove(0).close();

        // Then
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < WAITING; i++) {
            numbers.add(number(next.receive(20_000)));
        }
        assertThat(numbers).isEqualTo(IntStream.range(0, WAITING).boxed().toList());
    }

    /** A message in a transaction may come back although nobody consumes there any more. */
    @Test
    void whatAnOpenTransactionHoldsIsKnownToComeBack() throws Exception {
        Connection connection = connect(10);
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(INBOX.queue()));
        assertThat(consumer.receive(5_000)).isNotNull();
        Returning returning = hub.broker().returning();
        await().until(() -> returning.to(INBOX.queue()));

        consumer.close();
        assertThat(returning.to(INBOX.queue())).isTrue();

        session.rollback();
        await().until(() -> !returning.to(INBOX.queue()));
        assertThat(number(consumer(1, Session.AUTO_ACKNOWLEDGE).receive(5_000))).isZero();
        await().until(() -> !returning.to(INBOX.queue()));
    }

    /**
     * The inbox closes between the question whether it is open and the consumer. Seen to fail where the consumer is stopped
     * once: the broker starts an AMQP consumer after its plugins were asked.
     */
    @Test
    void consumerThatAttachesWhileTheInboxClosesIsSentAway() throws Exception {
        InboxKeeper inboxes = hub.broker().inboxes(FailPoints.none());
        hub.broker().server().registerBrokerPlugin(new ActiveMQServerPlugin() {
            @Override
            public void beforeCreateConsumer(
                    long consumerId, QueueBinding binding, SimpleString filter, boolean browseOnly, boolean large) {
                inboxes.close(List.of(INBOX));
            }
        });

        consumer(1_000, Session.CLIENT_ACKNOWLEDGE);

        var queue = hub.broker().server().locateQueue(INBOX.queue());
        await().until(() -> queue.getConsumerCount() == 0 && queue.getDeliveringCount() == 0);
        assertThat(inboxes.waiting(INBOX)).hasValue(WAITING);
    }

    private int delivering() {
        return hub.broker().server().locateQueue(INBOX.queue()).getDeliveringCount();
    }

    private static int number(Message message) throws JMSException {
        return Integer.parseInt(TestHub.text(Received.of(message).body()));
    }

    private MessageConsumer consumer(int credit, int mode) throws JMSException {
        Session session = connect(credit).createSession(mode);
        return session.createConsumer(session.createQueue(INBOX.queue()));
    }

    private Connection connect(int credit) throws JMSException {
        var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + hub.amqpPort() + "?jms.prefetchPolicy.all="
                + credit + "&jms.requestTimeout=5000");
        Connection connection = factory.createConnection(TestHub.AT_BROKER.toString(), TestHub.key(TestHub.AT_BROKER));
        connections.add(connection);
        connection.start();
        return connection;
    }
}
