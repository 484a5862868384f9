package org.kivuko.acceptance.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.kivuko.model.MessageJson;

/** Fetches queues at the broker: writes down what has come, and only then acknowledges it. */
final class AmqpTaker extends Party {
    private static final long WAIT_MILLIS = 100;
    private static final int AT_ONCE = 100;

    private final String agency;
    private final AmqpAccess access;
    private final List<String> queues;
    private final Taking taking;
    private final Journal journal;
    private Connection connection;
    private List<MessageConsumer> consumers = List.of();

    private AmqpTaker(String agency, AmqpAccess access, List<String> queues, Taking taking, Journal journal) {
        super("take-amqp-" + agency);
        this.agency = agency;
        this.access = access;
        this.queues =
                queues.stream().map(queue -> "agency." + agency + "." + queue).toList();
        this.taking = taking;
        this.journal = journal;
    }

    static AmqpTaker inbox(String agency, AmqpAccess access, Journal journal) {
        return new AmqpTaker(agency, access, List.of("inbox.urgent", "inbox"), Taking.DELIVERIES, journal);
    }

    static AmqpTaker receipts(String agency, AmqpAccess access, Journal journal) {
        return new AmqpTaker(agency, access, List.of("receipts"), Taking.RECEIPTS, journal);
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
            var lines = new ArrayList<Line>();
            Message last = null;
            Message message = consumer.receive(WAIT_MILLIS);
            while (message != null) {
                lines.add(taking.line(message.getJMSCorrelationID(), MessageJson.tree(message.getBody(byte[].class))));
                last = message;
                message = lines.size() < AT_ONCE ? consumer.receiveNoWait() : null;
            }
            if (last != null) {
                journal.write(lines);
                // It and all that came before it.
                last.acknowledge();
            }
        }
    }

    private void open() throws JMSException {
        connection = access.connect(agency);
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        var opened = new ArrayList<MessageConsumer>();
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
