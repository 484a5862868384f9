package org.kivuko.acceptance.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Sends one copy after the other to its outboxes; a send that the broker has not confirmed is made again. */
final class AmqpSender extends Party {
    private final String agency;
    private final AmqpAccess access;
    private final Journal journal;
    private final Tally tally;
    private final Deque<Planned> left;
    private Connection connection;
    private Session session;
    private Map<String, MessageProducer> producers = Map.of();

    AmqpSender(String agency, AmqpAccess access, Journal journal, Tally tally, List<Planned> copies) {
        super("send-" + agency);
        this.agency = agency;
        this.access = access;
        this.journal = journal;
        this.tally = tally;
        this.left = new ArrayDeque<>(copies);
    }

    @Override
    boolean step() throws Exception {
        if (left.isEmpty()) {
            return false;
        }
        Planned copy = left.peek();
        boolean sending = false;
        try {
            if (connection == null) {
                open();
            }
            sending = true;
            send(copy);
        } catch (JMSException e) {
            if (sending) {
                tally.unanswered.incrementAndGet();
            }
            end();
            throw e;
        }
        journal.write(new Line.Sent(copy.id(), copy.kind(), copy.lane(), copy.to(), 0, "-"));
        if (copy.kind() == Planned.Kind.ORIGINAL) {
            tally.accepted.incrementAndGet();
        }
        tally.progress();
        left.remove();
        return true;
    }

    private void send(Planned copy) throws JMSException {
        String text = new String(copy.body(), StandardCharsets.UTF_8);
        producers.get(copy.lane()).send(session.createTextMessage(text));
    }

    private void open() throws JMSException {
        connection = access.connect(agency);
        session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        String outbox = "agency." + agency + ".outbox";
        producers = Map.of(
                "bulk", session.createProducer(session.createQueue(outbox)),
                "urgent", session.createProducer(session.createQueue(outbox + ".urgent")));
    }

    @Override
    void end() throws JMSException {
        if (connection != null) {
            Connection closing = connection;
            connection = null;
            closing.close();
        }
    }
}
