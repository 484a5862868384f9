package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.kivuko.model.MessageJson;

/** An agency at the AMQP 1.0 door, with a client that knows nothing of the hub. Belongs to one thread. */
final class AmqpAgency implements AutoCloseable {
    private static final long NOTHING_MORE_MILLIS = 200;

    private final String agency;
    private final Connection connection;
    private final Session session;

    private AmqpAgency(String agency, Connection connection) throws JMSException {
        this.agency = agency;
        this.connection = connection;
        this.session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
    }

    static AmqpAgency connect(TestHub hub, String agency) {
        String url = "amqp://127.0.0.1:" + hub.hub().amqpPort();
        try {
            Connection connection = new JmsConnectionFactory(agency, hub.key(agency), url).createConnection();
            connection.start();
            return new AmqpAgency(agency, connection);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    Session session() {
        return session;
    }

    /** Sends to a box of this agency, {@code outbox.urgent} for example. */
    void send(String box, String body) throws JMSException {
        send(box, session.createTextMessage(body));
    }

    void send(String box, ObjectNode event) throws JMSException {
        send(box, text(event));
    }

    static String text(ObjectNode event) {
        return new String(Samples.bytes(event), StandardCharsets.UTF_8);
    }

    void send(String box, Message message) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(queue(box)))) {
            producer.send(message);
        }
    }

    private String queue(String box) {
        return box.startsWith("exercise.")
                ? "exercise.agency." + agency + box.substring("exercise".length())
                : "agency." + agency + "." + box;
    }

    /** Takes everything that waits in a box of this agency. */
    List<Message> take(String box) throws JMSException {
        var taken = new ArrayList<Message>();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue(box)))) {
            Message message = consumer.receive(NOTHING_MORE_MILLIS);
            while (message != null) {
                taken.add(message);
                message = consumer.receive(NOTHING_MORE_MILLIS);
            }
        }
        return taken;
    }

    /** Takes from a box until something of this kind was there; all that was taken. */
    List<Message> takeUntil(String box, Predicate<JsonNode> wanted) {
        var taken = new ArrayList<Message>();
        await().atMost(Desk.PATIENCE).until(() -> {
            taken.addAll(take(box));
            return taken.stream().map(AmqpAgency::json).anyMatch(wanted);
        });
        return taken;
    }

    /** The data of the first receipt of this kind; receipts before it are taken too. */
    JsonNode receipt(Predicate<JsonNode> wanted) {
        return takeUntil("receipts", receipt -> wanted.test(receipt.get("data"))).stream()
                .map(message -> json(message).get("data"))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    static JsonNode json(Message message) {
        try {
            assertThat(message).isInstanceOf(BytesMessage.class);
            var bytes = (BytesMessage) message;
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.reset();
            bytes.readBytes(body);
            return MessageJson.tree(body);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
