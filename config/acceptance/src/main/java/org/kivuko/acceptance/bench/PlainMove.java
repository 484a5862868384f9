package org.kivuko.acceptance.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves messages from queue to queue in local transactions, and does nothing else: as fast as this broker can be used. */
final class PlainMove implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlainMove.class);
    private static final long WAIT_MILLIS = 200;
    private static final long END_MILLIS = 5_000;

    private final int perCommit;
    private final Track track;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private PlainMove(int perCommit, Track track) {
        this.perCommit = perCommit;
        this.track = track;
    }

    /**
     * Begins.
     *
     * @param name of its queues
     * @param movers threads, each with a queue, a session and a connection of its own
     */
    static PlainMove start(BenchHub hub, String name, int movers, int perCommit) throws JMSException {
        List<String> from = BenchStates.first(movers, i -> hub.makeQueue(name + ".from." + i));
        List<String> into = BenchStates.first(movers, i -> hub.makeQueue(name + ".into." + i));
        var move = new PlainMove(perCommit, new Track(hub, name, from, into, List.of(), false));
        for (int i = 0; i < movers; i++) {
            move.begin(hub.asHub(false), from.get(i), into.get(i));
        }
        return move;
    }

    Track track() {
        return track;
    }

    private void begin(Connection connection, String from, String into) throws JMSException {
        connections.add(connection);
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(from));
        MessageProducer producer = session.createProducer(session.createQueue(into));
        connection.start();
        var thread = new Thread(() -> run(session, consumer, producer), "move-" + from);
        threads.add(thread);
        thread.start();
    }

    private void run(Session session, MessageConsumer consumer, MessageProducer producer) {
        try {
            while (!stopped) {
                moveSome(session, consumer, producer);
            }
        } catch (JMSException e) {
            if (!stopped) {
                LOG.error("a plain move ended", e);
            }
        }
    }

    private void moveSome(Session session, MessageConsumer consumer, MessageProducer producer) throws JMSException {
        Message message = consumer.receive(WAIT_MILLIS);
        int moved = 0;
        while (message != null) {
            producer.send(message);
            moved++;
            message = moved < perCommit ? consumer.receiveNoWait() : null;
        }
        if (moved > 0) {
            session.commit();
        }
    }

    @Override
    public void close() throws JMSException {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join(END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
