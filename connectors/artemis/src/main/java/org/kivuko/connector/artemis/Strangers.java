package org.kivuko.connector.artemis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections over which nobody has said who he is. Where there are too many the oldest leaves, and whoever comes gets in:
 * silent ones fill no door. Whoever has a session is an agency, and counts against its own limit. Thread-safe.
 */
final class Strangers implements ActiveMQServerPlugin {
    /** Far more than agencies that are on their way in at one moment, and far fewer than a door has room for. */
    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private final int most;
    /** In the order in which they came. */
    private final Map<Object, RemotingConnection> waiting = new LinkedHashMap<>();

    Strangers(int most) {
        this.most = most;
    }

    @Override
    public void afterCreateConnection(RemotingConnection connection) {
        if (connection.getTransportConnection() instanceof InVMConnection) {
            return;
        }
        come(connection).ifPresent(leaver -> {
            LOG.debug("a connection over which nobody signed in makes room");
            leaver.getTransportConnection().forceClose();
        });
    }

    private synchronized Optional<RemotingConnection> come(RemotingConnection connection) {
        waiting.put(connection.getID(), connection);
        if (waiting.size() <= most) {
            return Optional.empty();
        }
        var oldest = waiting.entrySet().iterator().next();
        waiting.remove(oldest.getKey());
        return Optional.of(oldest.getValue());
    }

    @Override
    public synchronized void afterCreateSession(ServerSession session) {
        waiting.remove(session.getConnectionID());
    }

    @Override
    public synchronized void afterDestroyConnection(RemotingConnection connection) {
        waiting.remove(connection.getID());
    }
}
