package org.kivuko.connector.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;

/** The hub's own way into its broker, in the same process. Thread-safe. */
public final class HubLink {
    /**
     * How long a consumer of an outbox waits for an answer: for ever. A commit that is given up while the disk is slow may
     * still succeed afterwards, when another consumer has read the marker already.
     */
    private static final long NO_LIMIT_MILLIS = Duration.ofDays(30).toMillis();

    private static final long DOOR_LIMIT_MILLIS = 10_000;
    /** Larger than any message of the hub: none becomes a file of its own. */
    private static final int NEVER_LARGE_BYTES = 5 << 20;

    private static final int OUTBOX_WINDOW_BYTES = 512 << 10;

    private final int serverId;
    private final String secret;

    HubLink(int serverId, String secret) {
        this.serverId = serverId;
        this.secret = secret;
    }

    /** For the consumer of an outbox: reads ahead. */
    Connection forOutbox() throws JMSException {
        ActiveMQConnectionFactory factory = factory(NO_LIMIT_MILLIS);
        factory.setConsumerWindowSize(OUTBOX_WINDOW_BYTES);
        return factory.createConnection(Accounts.HUB, secret);
    }

    /** For a door: waits for the sync, and not for ever. */
    Connection forDoor() throws JMSException {
        return factory(DOOR_LIMIT_MILLIS).createConnection(Accounts.HUB, secret);
    }

    /** For the shelf: takes one message at a time, so that nothing is kept from its queue, and waits for many acknowledgements at once. */
    Connection forShelf() throws JMSException {
        ActiveMQConnectionFactory factory = factory(DOOR_LIMIT_MILLIS);
        factory.setBlockOnAcknowledge(false);
        factory.setConsumerWindowSize(0);
        return factory.createConnection(Accounts.HUB, secret);
    }

    private ActiveMQConnectionFactory factory(long callTimeoutMillis) {
        var factory = new ActiveMQJMSConnectionFactory(
                false, new TransportConfiguration(InVMConnectorFactory.class.getName(), Map.of("serverId", serverId)));
        factory.setBlockOnDurableSend(true);
        factory.setBlockOnNonDurableSend(true);
        factory.setBlockOnAcknowledge(true);
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        factory.setCallTimeout(callTimeoutMillis);
        factory.setMinLargeMessageSize(NEVER_LARGE_BYTES);
        // No credits: where the disk is full a send is refused and does not wait.
        factory.setProducerWindowSize(-1);
        return factory;
    }
}
