package org.kivuko.connector.artemis;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.model.AgencyId;

/**
 * Keeps an agency from having more connections than it may. Whose a connection is shows with its first session; it counts from
 * then until it has gone. Thread-safe.
 */
final class ConnectionQuota implements ActiveMQServerPlugin {
    private final Quotas quotas;
    private final Map<Object, AgencyId> counted = new ConcurrentHashMap<>();

    ConnectionQuota(Quotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public void beforeCreateSession(
            String name,
            String username,
            int minLargeMessageSize,
            RemotingConnection connection,
            boolean autoCommitSends,
            boolean autoCommitAcks,
            boolean preAcknowledge,
            boolean xa,
            String defaultAddress,
            SessionCallback callback,
            boolean autoCreateQueues,
            OperationContext context,
            Map<SimpleString, RoutingType> prefixes)
            throws ActiveMQException {
        Optional<AgencyId> agency = Optional.ofNullable(username).flatMap(AgencyId::parse);
        if (agency.isPresent() && !isCounted(connection, agency.get())) {
            throw new ActiveMQException(
                    "RATE_EXCEEDED: as many calls and connections of this agency are open as it may have",
                    ActiveMQExceptionType.SESSION_CREATION_REJECTED);
        }
    }

    private boolean isCounted(RemotingConnection connection, AgencyId agency) {
        return agency.equals(
                counted.computeIfAbsent(connection.getID(), unknown -> quotas.enter(agency) ? agency : null));
    }

    @Override
    public void afterDestroyConnection(RemotingConnection connection) {
        Optional.ofNullable(counted.remove(connection.getID())).ifPresent(quotas::leave);
    }
}
