package org.kivuko.connector.artemis;

import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.kivuko.exchange.BrokerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The AMQP 1.0 door for agencies, from its opening to its closing. Thread-safe. */
public final class AmqpDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpDoor.class);
    private static final long NOTES_LIMIT_MILLIS = 3_000;

    private final NettyAcceptor acceptor;
    private final HandOverNotes notes;

    private AmqpDoor(NettyAcceptor acceptor, HandOverNotes notes) {
        this.acceptor = acceptor;
        this.notes = notes;
    }

    static AmqpDoor open(ActiveMQServer server, BrokerSettings settings, HandOverNotes notes)
            throws BrokerStartFailure {
        server.registerBrokerPlugin(notes);
        var acceptor = (NettyAcceptor) server.getRemotingService().getAcceptor(BrokerConfiguration.AMQP);
        var door = new AmqpDoor(acceptor, notes);
        try {
            acceptor.start();
            return door;
        } catch (Exception e) {
            door.close();
            throw new BrokerStartFailure(
                    "port " + settings.amqpPort() + " on " + settings.host()
                            + " is in use: choose another one for AMQP, or stop what listens there",
                    e);
        }
    }

    /** Closes every connection and lets nobody in until {@link #reopen}. */
    public void shut() {
        try {
            acceptor.stop();
        } catch (Exception e) {
            LOG.warn("the AMQP door did not shut cleanly: {}", Failure.describe(e));
        }
    }

    /** Lets agencies in again. */
    public void reopen() {
        try {
            acceptor.start();
        } catch (Exception e) {
            throw new BrokerUnavailable("the AMQP door does not open again", e);
        }
    }

    /** Where it listens. */
    public int port() {
        return acceptor.getActualPort();
    }

    /** Closes every connection, and has the ledger told what was taken until then. */
    @Override
    public void close() {
        try {
            acceptor.stop();
            notes.close(NOTES_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("the AMQP door did not close cleanly: {}", Failure.describe(e));
        }
    }
}
