package org.kivuko.connector.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.operations.restore.BrokerMarks;

/** What stands in {@code hub.commits}: the numbers of the batches that were released, and the mark of the ledger. Thread-safe. */
final class CommitMarks implements BrokerMarks {
    /** In place of the name of an outbox: no queue is called so. */
    private static final String HUB = "hub";

    private final HubLink link;

    CommitMarks(HubLink link) {
        this.link = link;
    }

    /** What is done with a session. */
    private interface Work<T> {
        T with(Session session) throws JMSException;
    }

    @Override
    public Optional<String> mark() {
        return look(session -> {
            Optional<String> last = Optional.empty();
            try (QueueBrowser browser = session.createBrowser(session.createQueue(QueueNames.COMMITS))) {
                Enumeration<?> all = browser.getEnumeration();
                while (all.hasMoreElements()) {
                    // After a kill two may stand there for a moment; the later one is the last.
                    String mark = ((Message) all.nextElement()).getStringProperty(HubMessages.MARK);
                    last = mark == null ? last : Optional.of(mark);
                }
            }
            return last;
        });
    }

    @Override
    public void mark(String mark) {
        look(session -> {
            new SessionOutlet(session).mark(HUB, mark);
            return mark;
        });
    }

    @Override
    public Map<String, Long> released() {
        return look(session -> {
            var numbers = new HashMap<String, Long>();
            try (QueueBrowser browser = session.createBrowser(session.createQueue(QueueNames.COMMITS))) {
                Enumeration<?> all = browser.getEnumeration();
                while (all.hasMoreElements()) {
                    var marker = (Message) all.nextElement();
                    String outbox = marker.getStringProperty(HubMessages.OUTBOX);
                    if (outbox != null) {
                        numbers.merge(outbox, marker.getLongProperty(HubMessages.BATCH), Math::max);
                    }
                }
            }
            return numbers;
        });
    }

    @Override
    public void released(String outbox, long batch) {
        look(session -> {
            new SessionOutlet(session).mark(outbox, batch);
            return batch;
        });
    }

    private <T> T look(Work<T> work) {
        try (Connection connection = link.forDoor()) {
            // A browser sees nothing before the connection is started.
            connection.start();
            return work.with(connection.createSession(Session.AUTO_ACKNOWLEDGE));
        } catch (JMSException e) {
            throw new BrokerUnavailable("the marks of the broker cannot be read or written", e);
        }
    }
}
