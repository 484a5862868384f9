package org.kivuko.acceptance.kill;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsDestination;
import org.apache.qpid.jms.JmsSession;
import org.apache.qpid.jms.message.JmsMessageIDBuilder;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsMessageIDPolicy;
import org.slf4j.LoggerFactory;

/** Connects agencies to the AMQP door of a hub. */
record AmqpAccess(Doors doors) {
    static {
        // It would say each time that the hub is not there, which is what these tests are about.
        if (LoggerFactory.getLogger("org.apache.qpid") instanceof Logger client) {
            client.setLevel(Level.OFF);
        }
    }

    AmqpAccess(HubProcess hub) {
        this(hub.doors());
    }

    /** A started connection of this agency; a send over it returns once the broker has confirmed. */
    Connection connect(String agency) throws JMSException {
        return connect(agency, factory());
    }

    /** The same, of which so many messages may be on their way to each consumer. */
    Connection connect(String agency, int credit) throws JMSException {
        JmsConnectionFactory factory = factory();
        var prefetch = new JmsDefaultPrefetchPolicy();
        prefetch.setAll(credit);
        factory.setPrefetchPolicy(prefetch);
        return connect(agency, factory);
    }

    /** The same, and every message that is sent over it has one and the same AMQP message-id. */
    Connection connectUnderOneMessageId(String agency) throws JMSException {
        JmsConnectionFactory factory = factory();
        factory.setMessageIDPolicy(new OneMessageId());
        return connect(agency, factory);
    }

    private JmsConnectionFactory factory() {
        var factory = new JmsConnectionFactory(doors.amqp()
                + "?jms.requestTimeout=20000&jms.sendTimeout=20000&jms.connectTimeout=5000&jms.closeTimeout=2000");
        factory.setForceSyncSend(true);
        return factory;
    }

    private Connection connect(String agency, JmsConnectionFactory factory) throws JMSException {
        try {
            Connection connection = factory.createConnection(agency, doors.key(agency));
            connection.start();
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class OneMessageId implements JmsMessageIDPolicy {
        @Override
        public JmsMessageIDPolicy copy() {
            return this;
        }

        @Override
        public JmsMessageIDBuilder getMessageIDBuilder(JmsSession session, JmsDestination destination) {
            return (producer, sequence) -> "ID:the-same-for-all";
        }
    }
}
