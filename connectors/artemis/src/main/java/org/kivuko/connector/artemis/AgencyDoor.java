package org.kivuko.connector.artemis;

import io.netty.bootstrap.ChannelInitializerExtension;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.kivuko.exchange.BrokerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in for agencies, in every protocol that is switched on: opened, shut and closed as one. Thread-safe.
 */
public final class AgencyDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgencyDoor.class);
    private static final long NOTES_LIMIT_MILLIS = 3_000;

    private final Map<AgencyProtocol, NettyAcceptor> acceptors = new EnumMap<>(AgencyProtocol.class);
    private final HandOverNotes notes;

    private AgencyDoor(ActiveMQServer server, BrokerSettings settings, HandOverNotes notes) {
        this.notes = notes;
        for (AgencyProtocol protocol : settings.ports().byProtocol().keySet()) {
            acceptors.put(protocol, (NettyAcceptor) server.getRemotingService().getAcceptor(protocol.scheme()));
        }
    }

    static AgencyDoor open(ActiveMQServer server, BrokerSettings settings, HandOverNotes notes)
            throws BrokerStartFailure {
        server.registerBrokerPlugin(notes);
        var door = new AgencyDoor(server, settings, notes);
        for (Map.Entry<AgencyProtocol, NettyAcceptor> acceptor : door.acceptors.entrySet()) {
            try {
                acceptor.getValue().start();
            } catch (Exception e) {
                door.close();
                int port = settings.ports().byProtocol().get(acceptor.getKey());
                throw new BrokerStartFailure(
                        "port " + port + " on " + settings.host() + " is in use: choose another one for "
                                + acceptor.getKey() + ", or stop what listens there",
                        e);
            }
        }
        if (!door.acceptors.isEmpty() && !FirstBytesExtension.isAtWork()) {
            door.close();
            throw new BrokerStartFailure(
                    "the first bytes of connections are not looked at: another server opened its door in this process before the"
                            + " broker did, or was told not to look; start the process with -D"
                            + ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY + "="
                            + FirstBytesExtension.BY_SERVICE);
        }
        return door;
    }

    /** Closes every connection and lets nobody in until {@link #reopen}. */
    public void shut() {
        acceptors.forEach((protocol, acceptor) -> {
            try {
                acceptor.stop();
            } catch (Exception e) {
                LOG.warn("the {} door did not shut cleanly: {}", protocol, Failure.describe(e));
            }
        });
    }

    /** Lets agencies in again. */
    public void reopen() {
        acceptors.forEach((protocol, acceptor) -> {
            try {
                acceptor.start();
            } catch (Exception e) {
                throw new BrokerUnavailable("the " + protocol + " door does not open again", e);
            }
        });
    }

    /** Where it listens for AMQP. */
    public int port() {
        return acceptors.get(AgencyProtocol.AMQP).getActualPort();
    }

    /** Where it listens for this; empty where that is not switched on. */
    public OptionalInt port(AgencyProtocol protocol) {
        NettyAcceptor acceptor = acceptors.get(protocol);
        return acceptor == null ? OptionalInt.empty() : OptionalInt.of(acceptor.getActualPort());
    }

    /** Closes every connection, and has the ledger told what was taken until then. */
    @Override
    public void close() {
        shut();
        try {
            notes.close(NOTES_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
