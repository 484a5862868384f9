package org.kivuko.connector.artemis;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** A storage that has not ended its work on what agencies send before it is told to. */
final class SlowDisk implements ActiveMQServerPlugin {
    private volatile ActiveMQServer server;
    private volatile OperationContext waiting;

    @Override
    public void registered(ActiveMQServer registeredAt) {
        server = registeredAt;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
        OperationContext context = server.getStorageManager().getContext();
        context.storeLineUp();
        waiting = context;
    }

    void done() {
        waiting.done();
    }
}
