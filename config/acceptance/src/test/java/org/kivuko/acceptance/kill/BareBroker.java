package org.kivuko.acceptance.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;

/** A broker without a hub, in this process and in memory: what the hub is compared with. */
final class BareBroker implements AutoCloseable {
    /** How many ids it keeps to know duplicates by. */
    static final int REMEMBERED = 1_000;

    private static final Map<String, Object> SERVER = Map.of("serverId", 4_711);

    private final ActiveMQServer server;

    private BareBroker(ActiveMQServer server) {
        this.server = server;
    }

    static BareBroker start(String... queues) throws Exception {
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setIDCacheSize(REMEMBERED);
        configuration.addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName(), SERVER));
        ActiveMQServer server = new ActiveMQServerImpl(configuration);
        server.start();
        for (String queue : queues) {
            server.createQueue(
                    QueueConfiguration.of(queue).setAutoCreateAddress(true).setRoutingType(RoutingType.ANYCAST));
        }
        return new BareBroker(server);
    }

    ActiveMQConnectionFactory factory() {
        return new ActiveMQJMSConnectionFactory(
                false, new TransportConfiguration(InVMConnectorFactory.class.getName(), SERVER));
    }

    /** A started connection. */
    Connection connect() throws JMSException {
        Connection connection = factory().createConnection();
        connection.start();
        return connection;
    }

    long messages(String queue) {
        return server.locateQueue(queue).getMessageCount();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not stop", e);
        }
    }
}
