package org.kivuko.acceptance.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.kivuko.model.MessageJson;

/** Fetches queues at the broker, one message at a time: writes it down, and only then acknowledges it. */
final class AmqpTaker extends Party {
    private static final long WAIT_MILLIS = 200;

    private final String agency;
    private final AmqpAccess access;
    private final List<String> queues;
    private final Taking taking;
    private final Journal journal;
    private final Tally tally;
    private final AtomicInteger counter;
    private final Set<String> seen = new HashSet<>();
    private Connection connection;
    private List<MessageConsumer> consumers = List.of();

    private AmqpTaker(
            String agency,
            AmqpAccess access,
            List<String> queues,
            Taking taking,
            Journal journal,
            Tally tally,
            AtomicInteger c) {
        super("take-amqp-" + agency);
        this.agency = agency;
        this.access = access;
        this.queues =
                queues.stream().map(queue -> "agency." + agency + "." + queue).toList();
        this.taking = taking;
        this.journal = journal;
        this.tally = tally;
        this.counter = c;
    }

    static AmqpTaker inbox(String agency, AmqpAccess access, Journal journal, Tally tally) {
        return new AmqpTaker(
                agency, access, List.of("inbox.urgent", "inbox"), Taking.DELIVERIES, journal, tally, tally.handedOver);
    }

    static AmqpTaker receipts(String agency, AmqpAccess access, Journal journal, Tally tally) {
        return new AmqpTaker(agency, access, List.of("receipts"), Taking.RECEIPTS, journal, tally, tally.receipts);
    }

    @Override
    boolean step() throws Exception {
        try {
            take();
            return true;
        } catch (JMSException e) {
            end();
            throw e;
        }
    }

    private void take() throws Exception {
        if (connection == null) {
            open();
        }
        for (MessageConsumer consumer : consumers) {
            Message message = consumer.receive(WAIT_MILLIS);
            while (message != null) {
                String delivery = message.getJMSCorrelationID();
                journal.write(taking.line(delivery, MessageJson.tree(message.getBody(byte[].class))));
                if (seen.add(delivery)) {
                    counter.incrementAndGet();
                }
                tally.progress();
                message.acknowledge();
                message = consumer.receiveNoWait();
            }
        }
    }

    private void open() throws JMSException {
        connection = access.connect(agency);
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        var opened = new java.util.ArrayList<MessageConsumer>();
        for (String queue : queues) {
            opened.add(session.createConsumer(session.createQueue(queue)));
        }
        consumers = opened;
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
