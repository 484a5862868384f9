package org.kivuko.connector.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Inbox;

/** What lies in the queues of a broker at rest, looked at where it lies. Thread-safe. */
public final class LyingMessages {
    private final ActiveMQServer server;
    private final HubLink link;

    LyingMessages(ActiveMQServer server, HubLink link) {
        this.server = server;
        this.link = link;
    }

    /** Whoever is shown each message. */
    @FunctionalInterface
    public interface Look {
        /** @param delivery of the delivery, void or receipt that it is; empty for what an agency sent */
        void at(Optional<UUID> delivery, byte[] body);
    }

    /** Every inbox that the broker has, those of agencies that have left included. */
    public List<Inbox> inboxes() {
        return named(name -> QueueNames.inbox(name).stream()).toList();
    }

    /** The queues in which lies what the hub has not released: outboxes, quarantine, dead letters. */
    public List<String> beforeRelease() {
        Stream<String> outboxes = named(name -> QueueNames.outbox(name).map(outbox -> outbox.queue()).stream());
        return Stream.concat(outboxes, Stream.of("hub.quarantine", QueueNames.DEAD))
                .toList();
    }

    private <T> Stream<T> named(Function<String, Stream<T>> kind) {
        return server.getPostOffice().getAddresses().stream()
                .map(SimpleString::toString)
                .filter(name -> server.locateQueue(name) != null)
                .sorted()
                .flatMap(kind);
    }

    /** Shows each message of a queue in its order; nothing is taken. */
    public void each(String queue, Look look) {
        try (Connection connection = link.forDoor()) {
            connection.start();
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
                Enumeration<?> all = browser.getEnumeration();
                while (all.hasMoreElements()) {
                    var message = (Message) all.nextElement();
                    look.at(
                            HubMessages.delivery(message.getJMSCorrelationID()),
                            Received.of(message).body());
                }
            }
        } catch (JMSException e) {
            throw new BrokerUnavailable("the queue " + queue + " cannot be looked through", e);
        }
    }
}
