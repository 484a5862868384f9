package org.kivuko.acceptance.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * Queues from which somebody moves messages into others: filled first, with nobody served, and then measured from the moment at
 * which they are opened until the last message is in. What is measured is no client's speed.
 */
final class Track {
    private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int FILL_COMMIT = 200;

    private final BenchHub hub;
    private final String name;
    private final List<String> from;
    private final List<Queue> into;
    private final List<Queue> beside;
    private final boolean ofAgencies;
    private final BenchMessages messages = new BenchMessages();

    /**
     * A track.
     *
     * @param beside queues that are emptied with the others
     * @param ofAgencies whether the senders put the messages there, or the hub's own account
     */
    Track(BenchHub hub, String name, List<String> from, List<String> into, List<String> beside, boolean ofAgencies) {
        this.hub = hub;
        this.name = name;
        this.from = from;
        this.into = hub.queues(into);
        this.beside = hub.queues(beside);
        this.ofAgencies = ofAgencies;
    }

    /** The hub's own: from the outboxes to these inboxes. */
    static Track ofHub(BenchHub hub, String name, List<String> inboxes) {
        return new Track(
                hub,
                name,
                BenchStates.first(BenchStates.SENDERS, BenchStates::outbox),
                inboxes,
                BenchStates.first(BenchStates.SENDERS, BenchStates::receipts),
                true);
    }

    String name() {
        return name;
    }

    /** Messages per second, each to one recipient, every sender to another. */
    double perSecond(int count) throws JMSException, IOException {
        return count / seconds(count, count, i -> List.of(i % BenchStates.SENDERS));
    }

    /**
     * How long so many messages take.
     *
     * @param deliveries that come of them
     * @param to the recipients of each message
     */
    double seconds(int count, int deliveries, IntFunction<List<Integer>> to) throws JMSException, IOException {
        clear();
        fill(count, to);
        long before = arrived();
        long begun = System.nanoTime();
        hub.queues(from).forEach(Queue::resume);
        await(before + deliveries);
        double seconds = (System.nanoTime() - begun) / 1e9;
        clear();
        return seconds;
    }

    /** Fills the queues, which are closed until they are opened. */
    void fill(int count, IntFunction<List<Integer>> to) throws JMSException, IOException {
        hub.queues(from).forEach(Queue::pause);
        for (int k = 0; k < from.size(); k++) {
            try (Connection connection = ofAgencies ? hub.asAgency(BenchStates.sender(k)) : hub.asHub(false)) {
                fill(connection, k, count, to);
            }
        }
    }

    private void fill(Connection connection, int k, int count, IntFunction<List<Integer>> to) throws JMSException {
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(from.get(k)));
        int sent = 0;
        for (int i = k; i < count; i += from.size()) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(BenchMessages.alert(messages.nextId(), k % BenchStates.SENDERS, to.apply(i)));
            producer.send(message);
            sent++;
            if (sent % FILL_COMMIT == 0) {
                session.commit();
            }
        }
        session.commit();
    }

    /** Opens the queues. */
    void open() {
        hub.queues(from).forEach(Queue::resume);
    }

    /** Messages that were ever put into the queues at the end. */
    long arrived() {
        return into.stream().mapToLong(Queue::getMessagesAdded).sum();
    }

    /** Waits until so many were. */
    void await(long wanted) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (arrived() < wanted) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException(
                        name + ": " + (wanted - arrived()) + " messages did not arrive within " + LIMIT);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Waits until nothing is on its way any more, and empties the queues. */
    void settle() {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (hub.queues(from).stream().anyMatch(queue -> queue.getMessageCount() > 0) && System.nanoTime() < limit) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        clear();
    }

    private void clear() {
        try {
            for (Queue queue : into) {
                queue.deleteAllReferences();
            }
            for (Queue queue : beside) {
                queue.deleteAllReferences();
            }
        } catch (Exception e) {
            throw new IllegalStateException(name + " could not be emptied", e);
        }
    }
}
