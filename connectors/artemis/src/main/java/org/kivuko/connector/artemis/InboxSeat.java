package org.kivuko.connector.artemis;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.InboxKeeper;
import org.kivuko.exchange.Outlet;
import org.kivuko.exchange.Waiting;

/**
 * The one place at a closed inbox: a transacted session that takes what lies in it in order and puts it back behind the rest.
 * A mark at the end tells where the round is over; a kill leaves it in the queue.
 */
final class InboxSeat implements AutoCloseable {
    /** So much goes round in one transaction. */
    static final int STEP = 200;

    private static final int STEP_BYTES = 4 << 20;
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final Connection connection;
    private final Session session;
    private final Queue queue;
    private final String selector;
    private final SessionOutlet outlet;
    private MessageConsumer consumer;

    private InboxSeat(String name, String selector, Connection connection) throws JMSException {
        this.connection = connection;
        this.session = connection.createSession(Session.SESSION_TRANSACTED);
        this.queue = session.createQueue(name);
        this.selector = selector;
        this.outlet = new SessionOutlet(session);
        connection.start();
    }

    /** Takes the place. */
    static InboxSeat take(HubLink link, String queue, String selector) throws JMSException {
        Connection connection = link.forOutbox();
        try {
            return new InboxSeat(queue, selector, connection);
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether a round is under way here: its mark lies in the queue. To be asked first: what is taken ahead is not seen. */
    boolean marked() throws JMSException {
        try (QueueBrowser browser = session.createBrowser(queue, HubMessages.ROUND_ENDS + " = TRUE")) {
            return browser.getEnumeration().hasMoreElements();
        }
    }

    /** Marks the end of the round that begins. */
    void mark() throws JMSException {
        Message mark = session.createMessage();
        mark.setBooleanProperty(HubMessages.ROUND_ENDS, true);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(mark, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, 0);
        }
        session.commit();
    }

    /** What was taken, and whether the end of the round was met; the mark goes with the commit. */
    record Taken(List<Waiting> items, boolean ended) {}

    /** Takes the next step in order, none where the queue gives nothing at the moment. */
    Taken take() throws JMSException {
        if (consumer == null) {
            consumer = session.createConsumer(queue, selector);
        }
        var items = new ArrayList<Waiting>();
        int bytes = 0;
        Message message = consumer.receive(LOOK_AGAIN_MILLIS);
        while (message != null) {
            if (message.propertyExists(HubMessages.ROUND_ENDS)) {
                return new Taken(items, true);
            }
            Waiting item = waiting(message);
            items.add(item);
            bytes += item.body().length;
            message = items.size() < STEP && bytes < STEP_BYTES ? consumer.receiveNoWait() : null;
        }
        return new Taken(items, false);
    }

    /**
     * What is decided about what was taken.
     *
     * @param whole whether the round goes through everything that lies in the inbox
     */
    InboxKeeper.Step step(Taken taken, boolean whole) {
        return new InboxKeeper.Step() {
            @Override
            public List<Waiting> taken() {
                return taken.items();
            }

            @Override
            public boolean last() {
                return taken.ended();
            }

            @Override
            public boolean whole() {
                return whole;
            }

            @Override
            public List<Waiting> takeRunOut(Collection<UUID> items) {
                try {
                    return takeExpired(items);
                } catch (JMSException e) {
                    throw new BrokerUnavailable("the broker does not give back what has ended", e);
                }
            }

            @Override
            public Outlet outlet() {
                return outlet;
            }
        };
    }

    /** In this session, so that they leave {@code hub.expired} with the same commit with which they lie here again. */
    private List<Waiting> takeExpired(Collection<UUID> items) throws JMSException {
        var got = new ArrayList<Waiting>();
        var left = new ArrayList<>(items);
        while (!left.isEmpty()) {
            List<UUID> some = left.subList(0, Math.min(STEP, left.size()));
            got.addAll(takeExpired(session.createQueue(QueueNames.EXPIRED), List.copyOf(some)));
            some.clear();
        }
        return got;
    }

    private List<Waiting> takeExpired(Queue expired, List<UUID> items) throws JMSException {
        String selector =
                items.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "JMSCorrelationID IN (", ")"));
        var got = new ArrayList<Waiting>();
        try (MessageConsumer taking = session.createConsumer(expired, selector)) {
            Message message = taking.receive(LOOK_AGAIN_MILLIS);
            while (message != null) {
                got.add(waiting(message));
                message = got.size() < items.size() ? taking.receive(LOOK_AGAIN_MILLIS) : null;
            }
        }
        return got;
    }

    void commit() throws JMSException {
        session.commit();
    }

    /** Gives back what was not committed, in its old order, and the place. */
    @Override
    public void close() throws JMSException {
        connection.close();
    }

    private static Waiting waiting(Message message) throws JMSException {
        Received received = Received.of(message);
        long ends = message.getJMSExpiration();
        return new Waiting(
                HubMessages.delivery(message.getJMSCorrelationID()),
                received.body(),
                received.contentType(),
                ends == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ends)));
    }
}
