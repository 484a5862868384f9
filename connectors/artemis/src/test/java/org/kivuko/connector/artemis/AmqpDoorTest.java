package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.qpid.jms.JmsConnection;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Door;
import org.kivuko.model.AgencyId;

/** What an agency can and cannot do over AMQP 1.0, with a foreign client. */
class AmqpDoorTest {
    private static final String OWN_OUTBOX = TestHub.OUTBOX.queue();
    private static final String INBOX = "agency.UGA.DCIC.inbox";

    @TempDir
    Path folder;

    private final List<Connection> connections = new ArrayList<>();
    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
        hub.close();
    }

    @Test
    void takesAMessageForTheSendersOwnOutbox() throws Exception {
        // Given
        Session session = session(TestHub.SENDER);

        // When
        send(session, OWN_OUTBOX, session.createTextMessage("{\"a\":\"é\"}"));

        // Then
        Received received = Received.of(hub.drain(OWN_OUTBOX).get(0));
        assertThat(TestHub.text(received.body())).isEqualTo("{\"a\":\"é\"}");
        assertThat(received.door()).isEqualTo(Door.BROKER);
    }

    @Test
    void handsADeliveryToItsRecipientWithItsMediaTypeAndNothingElse() throws Exception {
        // Given
        UUID id = UUID.randomUUID();
        hub.send(List.of(TestHub.parcel(INBOX, Optional.of(id), "{}")));

        // When
        Message message = receive(session(TestHub.AT_BROKER), INBOX);

        // Then
        assertThat(message).isInstanceOf(BytesMessage.class);
        assertThat(TestHub.text(Received.of(message).body())).isEqualTo("{}");
        assertThat(message.getJMSCorrelationID()).isEqualTo(id.toString());
        assertThat(message.getStringProperty("JMS_AMQP_CONTENT_TYPE")).isNull();
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            assertThat(names.nextElement().toString()).startsWith("JMSX");
        }
        assertThat(message.getJMSReplyTo()).isNull();
        assertThat(message.getJMSType()).isNull();
    }

    @Test
    void tellsTheLedgerWhatWasFetchedAndAcknowledged() throws Exception {
        // Given
        UUID taken = UUID.randomUUID();
        UUID seen = UUID.randomUUID();
        hub.send(List.of(
                TestHub.parcel(INBOX, Optional.of(taken), "{}"), TestHub.parcel(INBOX, Optional.of(seen), "{}")));
        Connection connection = connection(TestHub.AT_BROKER.toString(), TestHub.key(TestHub.AT_BROKER));
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(INBOX));

        // When
        consumer.receive(5_000).acknowledge();

        // Then
        await().until(() -> hub.ledger.isAcknowledged(taken));
        assertThat(hub.ledger.isHanded(TestHub.AT_BROKER, seen)).isTrue();
        assertThat(hub.ledger.isAcknowledged(seen)).isFalse();
    }

    @Test
    void takesBytesForWhichTheClientStatesNoMediaTypeOfItsOwn() throws Exception {
        // Given
        Session session = session(TestHub.SENDER);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes("{}".getBytes(StandardCharsets.UTF_8));

        // When
        session.createProducer(session.createQueue(OWN_OUTBOX)).send(message);

        // Then
        Received received = Received.of(hub.drain(OWN_OUTBOX).get(0));
        assertThat(received.contentType()).isEmpty();
        assertThat(TestHub.text(received.body())).isEqualTo("{}");
    }

    @Test
    void refusesEverythingElse() throws Exception {
        // Given
        List<String> foreign = List.of(
                "agency.UGA.DCIC.outbox",
                "agency.UGA.DCIC.inbox",
                "exercise.agency.UGA.DCIC.outbox",
                "agency.UGA.DCIC.receipts",
                "agency.KEN.DIS.inbox",
                "agency.KEN.DIS.receipts",
                "hub.quarantine",
                "hub.commits",
                "hub.dead",
                "activemq.management",
                "activemq.notifications",
                "agency.#",
                "agency.*.*.outbox",
                "new.queue",
                "agency.UGA.DCIC.outbox::agency.KEN.DIS.outbox",
                "agency.KEN.DIS.outbox::agency.UGA.DCIC.outbox");
        Session session = session(TestHub.SENDER);

        // Then
        for (String queue : foreign) {
            assertThatThrownBy(() -> send(session, queue, session.createMessage()))
                    .as("send to %s", queue)
                    .isInstanceOf(JMSException.class);
        }
        for (String queue : consumable(foreign)) {
            assertThatThrownBy(() -> session.createConsumer(session.createQueue(queue)))
                    .as("consume from %s", queue)
                    .isInstanceOf(JMSException.class);
        }
        for (String queue : List.of(OWN_OUTBOX, "agency.KEN.DIS.receipts", INBOX)) {
            assertThatThrownBy(() -> session.createBrowser(session.createQueue(queue))
                            .getEnumeration()
                            .hasMoreElements())
                    .as("browse %s", queue)
                    .isInstanceOf(JMSException.class);
        }
        assertThatThrownBy(session::createTemporaryQueue).isInstanceOf(JMSException.class);
        assertThatThrownBy(session::createTemporaryTopic).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createConsumer(session.createTopic(OWN_OUTBOX)))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() ->
                        session.createProducer(session.createTopic(OWN_OUTBOX)).send(session.createMessage()))
                .isInstanceOf(JMSException.class);
        assertThat(hub.broker().view().queues()).noneMatch(row -> row.messages() > 0);
    }

    /** Its receipts, and nothing live where it fetches over HTTP. */
    private static List<String> consumable(List<String> foreign) {
        return Stream.concat(
                        foreign.stream().filter(queue -> !queue.equals("agency.KEN.DIS.receipts")),
                        Stream.of(OWN_OUTBOX, "agency.KEN.DIS.inbox.urgent"))
                .toList();
    }

    @Test
    void refusesAWrongKeyAnUnknownAccountAndTheHubsOwn() {
        for (Map.Entry<String, String> login : Map.of(
                        "KEN.DIS", "wrong",
                        "KEN.DISX", "key-of-KEN.DISX",
                        "UGA.URA", "key-of-KEN.DIS",
                        "hub", "key-of-hub",
                        "admin", "admin")
                .entrySet()) {
            assertThatThrownBy(() -> connection(login.getKey(), login.getValue()))
                    .as("%s", login.getKey())
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void takesOffEverythingByWhichASenderCouldActOnTheBroker() throws Exception {
        // Given
        Session session = session(TestHub.SENDER);
        MessageProducer producer = session.createProducer(session.createQueue(OWN_OUTBOX));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.setTimeToLive(1);
        producer.setPriority(1);
        for (String body : List.of("first", "second")) {
            Message message = session.createTextMessage(body);
            message.setStringProperty("_AMQ_DUPL_ID", "same");
            message.setLongProperty("_AMQ_SCHED_DELIVERY", System.currentTimeMillis() + 3_600_000);
            message.setStringProperty("_AMQ_VALIDATED_USER", "hub");
            message.setStringProperty("JMSXGroupID", "group");
            message.setStringProperty("KivukoDoor", "http");
            message.setStringProperty("KivukoWarnings", "[]{");
            message.setJMSReplyTo(session.createQueue("agency.UGA.DCIC.inbox"));
            producer.send(message);
        }
        producer.setPriority(9);
        producer.send(session.createTextMessage("third"));
        producer.setDeliveryDelay(3_600_000);
        producer.send(session.createTextMessage("fourth"));
        // What is not durable is not confirmed either: the client sends and goes on.
        await().until(() -> hub.broker().waiting(OWN_OUTBOX) == 4);

        // When
        hub.restart();
        List<Message> waiting = hub.drain(OWN_OUTBOX);

        // Then
        var bodies = new ArrayList<String>();
        for (Message message : waiting) {
            Received received = Received.of(message);
            bodies.add(TestHub.text(received.body()));
            assertThat(received.door()).isEqualTo(Door.BROKER);
            assertThat(received.warnings()).isEmpty();
            assertThat(message.getJMSExpiration()).isZero();
            assertThat(message.getJMSReplyTo()).isNull();
        }
        assertThat(bodies).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void refusesAMessageThatIsTooLong() throws Exception {
        // Given
        Session session = session(TestHub.SENDER);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[3 << 20]);

        // Then
        assertThatThrownBy(() -> send(session, OWN_OUTBOX, message)).isInstanceOf(JMSException.class);
        assertThat(hub.drain(OWN_OUTBOX)).isEmpty();
    }

    @Test
    void readsNothingOfAMapAStreamOrAnObject() throws Exception {
        // Given
        Session session = session(TestHub.SENDER);
        send(session, OWN_OUTBOX, session.createMapMessage());
        send(session, OWN_OUTBOX, session.createStreamMessage());
        send(session, OWN_OUTBOX, session.createObjectMessage("serialized"));

        // Then
        List<Message> waiting = hub.drain(OWN_OUTBOX);
        assertThat(waiting).hasSize(3);
        for (Message message : waiting) {
            assertThat(Received.of(message).body()).isEmpty();
        }
    }

    @Test
    void keepsADeliveryThatItsRecipientRejects() throws Exception {
        // Given
        hub.send(List.of(TestHub.parcel(INBOX, Optional.of(UUID.randomUUID()), "{}")));
        Connection connection = connection(TestHub.AT_BROKER.toString(), TestHub.key(TestHub.AT_BROKER));
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        connection.start();
        MessageConsumer consumer = session.createConsumer(session.createQueue(INBOX));
        Message message = consumer.receive(5_000);
        message.setIntProperty("JMS_AMQP_ACK_TYPE", 2);

        // When
        message.acknowledge();
        connection.close();

        // Then
        assertThat(hub.drain(INBOX)).hasSize(1);
        assertThat(hub.drain(QueueNames.DEAD)).isEmpty();
    }

    @Test
    void closesTheConnectionsOfARevokedKeyAndLetsItInNoMore() throws Exception {
        // Given
        AgencyId agency = TestHub.SENDER;
        var connection = (JmsConnection) connection(agency.toString(), TestHub.key(agency));
        Session session = connection.createSession();
        send(session, OWN_OUTBOX, session.createMessage());

        // When
        hub.revoked.add(TestHub.key(agency));
        hub.broker().disconnect(agency);

        // Then
        await().until(connection::isFailed);
        assertThatThrownBy(() -> connection(agency.toString(), TestHub.key(agency)))
                .isInstanceOf(JMSException.class);
    }

    private Session session(AgencyId agency) throws JMSException {
        Connection connection = connection(agency.toString(), TestHub.key(agency));
        connection.start();
        return connection.createSession(Session.AUTO_ACKNOWLEDGE);
    }

    private Connection connection(String user, String password) throws JMSException {
        String url = "amqp://127.0.0.1:" + hub.amqpPort() + "?jms.connectTimeout=5000&jms.requestTimeout=10000";
        Connection connection = new JmsConnectionFactory(user, password, url).createConnection();
        try {
            connection.start();
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
        connections.add(connection);
        return connection;
    }

    private static void send(Session session, String queue, Message message) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(message);
        }
    }

    private static Message receive(Session session, String queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            return consumer.receive(5_000);
        }
    }
}
