package org.kivuko.connector.artemis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;

/**
 * What is on its way back to its queue, or out of it for good. The broker's own figures do not tell: a message that comes
 * back counts as neither delivering nor waiting for a moment, and its consumer may be gone before. Thread-safe.
 */
final class Returning implements ActiveMQServerPlugin {
    private final Map<String, Integer> byQueue = new ConcurrentHashMap<>();
    private volatile ActiveMQServer server;

    /** Whether something that was fetched from this queue may still come back to it, although nobody consumes there. */
    boolean to(String queue) {
        return byQueue.containsKey(queue);
    }

    @Override
    public void registered(ActiveMQServer registeredAt) {
        server = registeredAt;
    }

    @Override
    public void beforeCloseConsumer(ServerConsumer consumer, boolean failed) {
        begins(queue(consumer));
    }

    /** Operations on the storage end in their order: by then what the consumer had fetched is back. */
    @Override
    public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
        String queue = queue(consumer);
        server.getStorageManager().afterCompleteOperations(new IOCallback() {
            @Override
            public void done() {
                ends(queue);
            }

            @Override
            public void onError(int errorCode, String errorMessage) {
                // It did not come back: the inbox stays closed, and the broker stops itself.
            }
        });
    }

    @Override
    public void messageAcknowledged(
            Transaction tx, MessageReference reference, AckReason reason, ServerConsumer consumer) {
        if (tx == null) {
            return;
        }
        String queue = reference.getQueue().getName().toString();
        begins(queue);
        tx.addOperation(new TransactionOperationAbstract() {
            @Override
            public void afterCommit(Transaction committed) {
                ends(queue);
            }

            @Override
            public void afterRollback(Transaction rolledBack) {
                ends(queue);
            }
        });
    }

    private static String queue(ServerConsumer consumer) {
        return consumer.getQueue().getName().toString();
    }

    private void begins(String queue) {
        byQueue.merge(queue, 1, Integer::sum);
    }

    private void ends(String queue) {
        byQueue.computeIfPresent(queue, (name, count) -> count == 1 ? null : count - 1);
    }
}
