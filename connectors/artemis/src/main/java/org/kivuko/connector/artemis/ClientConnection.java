package org.kivuko.connector.artemis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.remoting.FailureListener;
import org.apache.activemq.artemis.spi.core.protocol.AbstractRemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/** A STOMP or MQTT connection, as the broker knows it. Its session ends with its channel. Thread-safe. */
final class ClientConnection extends AbstractRemotingConnection {
    private final AgencyProtocol protocol;

    ClientConnection(Connection transport, AgencyProtocol protocol) {
        super(transport, null);
        this.protocol = protocol;
    }

    void alive() {
        dataReceived = true;
    }

    @Override
    public void fail(ActiveMQException cause) {
        for (FailureListener listener : List.copyOf(failureListeners)) {
            listener.connectionFailed(cause, false);
        }
        transportConnection.close();
    }

    @Override
    public void fail(ActiveMQException cause, String scaleDownTarget) {
        fail(cause);
    }

    @Override
    public Future<?> asyncFail(ActiveMQException cause) {
        return CompletableFuture.runAsync(() -> fail(cause));
    }

    @Override
    public void destroy() {
        destroyed = true;
        transportConnection.forceClose();
    }

    @Override
    public void disconnect(boolean criticalError) {
        transportConnection.forceClose();
    }

    @Override
    public void disconnect(String scaleDownNode, boolean criticalError) {
        transportConnection.forceClose();
    }

    @Override
    public String getProtocolName() {
        return protocol.name();
    }
}
