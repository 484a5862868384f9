package org.kivuko.connector.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.kivuko.exchange.Outbox;

/**
 * The one place at an outbox: a transacted session with its consumer. The broker gives it to nobody else until this one is
 * closed and its transaction has ended, and only then hands out what was not committed, in the old order.
 */
final class OutboxSeat implements AutoCloseable {
    /** A batch ends here, so that full batches of the longest messages stay small in memory. */
    private static final int MAX_BATCH_BYTES = 4 << 20;

    private final Outbox outbox;
    private final Connection connection;
    private final Session session;
    private final MessageConsumer consumer;
    private final SessionOutlet outlet;

    private OutboxSeat(Outbox outbox, Connection connection, FailPoints failPoints) throws JMSException {
        this.outbox = outbox;
        this.connection = connection;
        this.session = connection.createSession(Session.SESSION_TRANSACTED);
        this.consumer = session.createConsumer(session.createQueue(outbox.queue()));
        this.outlet = new SessionOutlet(session, failPoints);
        connection.start();
    }

    /** Takes the place; empty while somebody else has it. */
    static Optional<OutboxSeat> take(HubLink link, Outbox outbox, FailPoints failPoints) throws JMSException {
        Connection connection = link.forOutbox();
        try {
            return Optional.of(new OutboxSeat(outbox, connection, failPoints));
        } catch (JMSException e) {
            connection.close();
            if (isTaken(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Number of the last batch that the broker has committed for this outbox, 0 for none. */
    long marker() throws JMSException {
        String selector = HubMessages.OUTBOX + " = '" + outbox.queue() + "'";
        long last = 0;
        try (QueueBrowser browser = session.createBrowser(session.createQueue(QueueNames.COMMITS), selector)) {
            Enumeration<?> markers = browser.getEnumeration();
            while (markers.hasMoreElements()) {
                // After a kill two may stand there for a moment; the higher one is the later.
                last = Math.max(last, ((Message) markers.nextElement()).getLongProperty(HubMessages.BATCH));
            }
        }
        return last;
    }

    /**
     * Takes the next messages, in order.
     *
     * @param waitMillis for the first one; the others must be there
     */
    List<Received> take(int max, long waitMillis) throws JMSException {
        var taken = new ArrayList<Received>();
        int bytes = 0;
        Message message = consumer.receive(waitMillis);
        while (message != null) {
            Received received = Received.of(message);
            taken.add(received);
            bytes += received.body().length;
            message = taken.size() < max && bytes < MAX_BATCH_BYTES ? consumer.receiveNoWait() : null;
        }
        return taken;
    }

    SessionOutlet outlet() {
        return outlet;
    }

    /** Consumes and releases the batch, and says so under its number. */
    void commit(long batch) throws JMSException {
        outlet.mark(outbox.queue(), batch);
        session.commit();
    }

    /** Gives back what was not committed, and the place. */
    @Override
    public void close() throws JMSException {
        connection.close();
    }

    private static boolean isTaken(JMSException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceAllocationException
                    || (cause instanceof ActiveMQException broker
                            && broker.getType() == ActiveMQExceptionType.MAX_CONSUMER_LIMIT_EXCEEDED)) {
                return true;
            }
        }
        return false;
    }
}
