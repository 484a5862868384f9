package org.kivuko.connector.artemis;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQQueueMaxConsumerLimitReached;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/**
 * The inboxes from which nothing is handed over at the moment, by their queues; nobody but the one who turns them round gets
 * a consumer there. Also the outboxes that are paused, which their consumers leave by themselves. Thread-safe.
 */
final class ClosedInboxes implements ActiveMQServerPlugin {
    private static final long MOMENT_MILLIS = 20;

    private final Set<String> queues = ConcurrentHashMap.newKeySet();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> holders = new CopyOnWriteArrayList<>();
    private final String pass = pass();
    private volatile ActiveMQServer server;

    /** A selector that is always true, and known to this process alone. */
    private static String pass() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        return "'" + secret + "' = '" + secret + "'";
    }

    String selectorOfTheRound() {
        return pass;
    }

    /** Whether nothing is handed over from it: it is closed for a round, or an operator has paused it. */
    boolean contains(String queue) {
        return queues.contains(queue) || paused.contains(queue);
    }

    /** Whether it is closed for a round. */
    boolean isClosed(String queue) {
        return queues.contains(queue);
    }

    /** An operator has paused it; rounds close and open it as ever. */
    void pause(String queue) {
        paused.add(queue);
    }

    boolean isPaused(String queue) {
        return paused.contains(queue);
    }

    void resume(String queue) {
        paused.remove(queue);
    }

    void close(String queue) {
        queues.add(queue);
    }

    void open(String queue) {
        queues.remove(queue);
    }

    /** Somebody in this process who holds messages of inboxes, and is asked to give those of a closed one back. */
    void onCallBack(Consumer<String> holder) {
        holders.add(holder);
    }

    void callBack(String queue) {
        holders.forEach(holder -> holder.accept(queue));
    }

    /** Keeps a consumer from being given anything, unless the hub itself is behind it. */
    void still(ServerConsumer consumer) {
        if (!consumer.isClosed() && !isTheHubs(consumer)) {
            consumer.setStarted(false);
        }
    }

    @Override
    public void registered(ActiveMQServer registeredAt) {
        server = registeredAt;
    }

    @Override
    public void beforeCreateConsumer(
            long consumerId, QueueBinding binding, SimpleString filter, boolean browseOnly, boolean supportLarge)
            throws ActiveMQQueueMaxConsumerLimitReached {
        String queue = binding.getQueue().getName().toString();
        if (contains(queue) && !browseOnly && (filter == null || !pass.equals(filter.toString()))) {
            throw new ActiveMQQueueMaxConsumerLimitReached(queue + " is closed for a moment");
        }
    }

    /** It may have closed since it was asked above. An AMQP consumer is started after this in any case: so once more then. */
    @Override
    public void afterCreateConsumer(ServerConsumer consumer) {
        if (contains(queue(consumer)) && !isTheHubs(consumer)) {
            consumer.setStarted(false);
            Future<?> unused =
                    server.getScheduledPool().schedule(() -> sendAway(consumer), MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void sendAway(ServerConsumer consumer) {
        if (contains(queue(consumer)) && !consumer.isClosed()) {
            consumer.setStarted(false);
            consumer.disconnect();
        }
    }

    private static String queue(ServerConsumer consumer) {
        return consumer.getQueue().getName().toString();
    }

    private boolean isTheHubs(ServerConsumer consumer) {
        ServerSession session = server.getSessionByID(consumer.getSessionID());
        return session != null && Accounts.HUB.equals(session.getUsername());
    }
}
