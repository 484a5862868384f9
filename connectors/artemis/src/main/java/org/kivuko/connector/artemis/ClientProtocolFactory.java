package org.kivuko.connector.artemis;

import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;

/**
 * Has the broker speak STOMP or MQTT with agencies. Not the broker's own implementations of them: why not is in
 * {@code config/decisions/2026-11-26-broker-doors.md}.
 */
@SuppressWarnings({"rawtypes", "unchecked"
}) // Artemis declares the broker's side of protocols without their parameters.
final class ClientProtocolFactory implements ProtocolManagerFactory {
    private final AgencyProtocol protocol;

    ClientProtocolFactory(AgencyProtocol protocol) {
        this.protocol = protocol;
    }

    @Override
    public ProtocolManager createProtocolManager(
            ActiveMQServer server, Map parameters, List incomingInterceptors, List outgoingInterceptors) {
        return new ClientProtocol(protocol, server, this);
    }

    @Override
    public List<BaseInterceptor> filterInterceptors(List interceptors) {
        return List.of();
    }

    @Override
    public String[] getProtocols() {
        return new String[] {protocol.name()};
    }

    @Override
    public String getModuleName() {
        return "kivuko-artemis";
    }

    @Override
    public void loadProtocolServices(ActiveMQServer server, List services) {
        // Nothing runs beside the connections.
    }

    @Override
    public void updateProtocolServices(ActiveMQServer server, List services) {
        // Nothing runs beside the connections.
    }
}
