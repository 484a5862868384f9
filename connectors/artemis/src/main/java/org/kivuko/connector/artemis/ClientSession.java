package org.kivuko.connector.artemis;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerProducer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.apache.activemq.artemis.spi.core.remoting.ReadyListener;
import org.kivuko.model.Code;

/**
 * What a STOMP or MQTT client does at the broker: sends, takes, acknowledges. Of what it sends nothing but body and media type
 * comes here. Its calls come one after the other; the broker delivers on threads of its own.
 */
final class ClientSession implements SessionCallback {
    private static final int MOST_TAGS = 0xFFFF;
    private static final int NEVER_LARGE = Integer.MAX_VALUE;
    private static final int AS_MANY_AS_ARE_ASKED_FOR = -1;

    /** A delivery that the client has and has not acknowledged. */
    private record Held(long consumer, long message) {}

    /** A delivery on its way to the client; of the broker's own knowledge of it nothing crosses. */
    record Delivery(
            int tag, String subscription, String queue, byte[] body, String contentType, String id, boolean again) {}

    /** The client's side. */
    interface Taker {
        void take(Delivery delivery);

        /** Its subscription has ended at the broker's side. */
        void sendAway();
    }

    private final ActiveMQServer server;
    private final ClientConnection connection;
    private final Taker taker;
    private final OperationContext context;
    private final String sender = UUID.randomUUID().toString();
    private final Map<Integer, Held> held = new ConcurrentHashMap<>();
    private final Map<Long, String> subscriptions = new ConcurrentHashMap<>();
    private final Set<Long> begun = ConcurrentHashMap.newKeySet();
    private ServerSession session;
    private int lastTag;
    private volatile int window = 1;

    ClientSession(ActiveMQServer server, ClientConnection connection, Taker taker) {
        this.server = server;
        this.connection = connection;
        this.taker = taker;
        this.context = server.newOperationContext();
    }

    /**
     * Lets the client in.
     *
     * @param most how many deliveries it may hold unacknowledged
     */
    void open(String user, String password, int most) throws Exception {
        window = most;
        String account = server.validateUser(user, password, connection, null);
        session = server.createSession(
                UUID.randomUUID().toString(),
                user,
                password,
                NEVER_LARGE,
                connection,
                true,
                true,
                false,
                false,
                null,
                this,
                false,
                context,
                Map.of(),
                null,
                account,
                false);
        session.addProducer(sender, connection.getProtocolName(), ServerProducer.ANONYMOUS);
        session.start();
    }

    boolean isOpen() {
        return session != null;
    }

    /** Runs this with the client's place in the storage, behind which {@link #stored} waits. */
    void doing(Runnable work) {
        server.getStorageManager().setContext(context);
        try {
            work.run();
        } finally {
            server.getStorageManager().clearContext();
        }
    }

    /** Runs this once everything before it is on the disk. Not at all where that fails: the broker ends then. */
    void stored(Runnable then) {
        server.getStorageManager().afterCompleteOperations(new IOCallback() {
            @Override
            public void done() {
                then.run();
            }

            @Override
            public void onError(int errorCode, String errorMessage) {
                connection.destroy();
            }
        });
    }

    void send(String queue, ByteBuf body, String contentType) throws Exception {
        if (QueueNames.outbox(queue).isEmpty()) {
            throw ClientRefused.nothingHere();
        }
        var message = new CoreMessage(server.getStorageManager().generateID(), body.readableBytes() + 512);
        message.setType(Message.BYTES_TYPE);
        message.setAddress(SimpleString.of(queue));
        message.setRoutingType(RoutingType.ANYCAST);
        message.setDurable(true);
        if (contentType != null) {
            message.putStringProperty(HubMessages.CONTENT_TYPE, contentType);
        }
        message.getBodyBuffer().byteBuf().writeBytes(body);
        session.send(message, false, sender);
    }

    /** Deliveries come once it {@link #begin begins}. Refused where the queue is not the client's. */
    void subscribe(String name, String queue) throws Exception {
        if (subscriptions.size() >= window) {
            throw new ClientRefused(Code.RATE_EXCEEDED, "the client takes fewer deliveries than it has subscriptions");
        }
        if (subscriptions.containsValue(name)) {
            throw new ClientRefused(Code.NOT_ACCEPTABLE, "this subscription is there already");
        }
        long id = server.getStorageManager().generateID();
        subscriptions.put(id, name);
        try {
            session.createConsumer(id, SimpleString.of(queue), null, false, false, AS_MANY_AS_ARE_ASKED_FOR);
        } catch (Exception e) {
            subscriptions.remove(id);
            throw e;
        }
    }

    /** Whoever has subscribed knows it by now. */
    void begin() {
        begun.addAll(subscriptions.keySet());
        goOn();
    }

    /** What it holds of this subscription goes back. */
    boolean unsubscribe(String name) throws Exception {
        for (Map.Entry<Long, String> subscription : Set.copyOf(subscriptions.entrySet())) {
            if (subscription.getValue().equals(name)) {
                subscriptions.remove(subscription.getKey());
                begun.remove(subscription.getKey());
                held.values().removeIf(delivery -> delivery.consumer() == subscription.getKey());
                session.closeConsumer(subscription.getKey());
                return true;
            }
        }
        return false;
    }

    /** Whether the client held it. */
    boolean acknowledge(int tag) throws Exception {
        Held delivery = held.remove(tag);
        if (delivery == null) {
            return false;
        }
        session.individualAcknowledge(delivery.consumer(), delivery.message());
        goOn();
        return true;
    }

    /** Puts it back to the head of its queue; whether the client held it. */
    boolean putBack(int tag) throws Exception {
        Held delivery = held.remove(tag);
        if (delivery == null) {
            return false;
        }
        session.individualCancel(delivery.consumer(), delivery.message(), true);
        goOn();
        return true;
    }

    private void goOn() {
        session.getServerConsumers().forEach(ServerConsumer::promptDelivery);
    }

    /** What the client holds goes back to the head of its queues. */
    void end(boolean failed) throws Exception {
        if (session != null) {
            session.close(failed);
        }
    }

    @Override
    public int sendMessage(MessageReference reference, ServerConsumer consumer, int deliveryCount) {
        String name = subscriptions.get(consumer.getID());
        if (name == null) {
            return 0;
        }
        ICoreMessage message = reference.getMessage().toCore();
        byte[] body = HubMessages.body(message);
        int tag = hold(new Held(consumer.getID(), reference.getMessageID()));
        taker.take(new Delivery(
                tag,
                name,
                reference.getQueue().getName().toString(),
                body,
                message.getStringProperty(HubMessages.CONTENT_TYPE),
                HubMessages.delivery(message.getCorrelationID())
                        .map(UUID::toString)
                        .orElse(null),
                deliveryCount > 1));
        return body.length;
    }

    private synchronized int hold(Held delivery) {
        int tag = lastTag;
        do {
            tag = tag % MOST_TAGS + 1;
        } while (held.putIfAbsent(tag, delivery) != null);
        lastTag = tag;
        return tag;
    }

    /** One more for each other subscription may be under way at the same time. */
    @Override
    public boolean hasCredits(ServerConsumer consumer) {
        return begun.contains(consumer.getID()) && held.size() <= window - Math.max(1, subscriptions.size());
    }

    @Override
    public void disconnect(ServerConsumer consumer, String why) {
        taker.sendAway();
    }

    @Override
    public boolean isWritable(ReadyListener listener, Object protocolContext) {
        return connection.isWritable(listener)
                && connection.getTransportConnection().isOpen();
    }

    @Override
    public int sendLargeMessage(MessageReference reference, ServerConsumer consumer, long bodySize, int deliveryCount) {
        return sendMessage(reference, consumer, deliveryCount);
    }

    @Override
    public int sendLargeMessageContinuation(
            ServerConsumer consumer, byte[] body, boolean continues, boolean requiresResponse) {
        return 0;
    }

    @Override
    public boolean supportsDirectDelivery() {
        return false;
    }

    @Override
    public boolean updateDeliveryCountAfterCancel(ServerConsumer consumer, MessageReference reference, boolean failed) {
        return false;
    }

    @Override
    public void afterDelivery() {
        // Written when it was delivered.
    }

    @Override
    public void sendProducerCreditsMessage(int credits, SimpleString address) {
        // Neither protocol knows credits of senders: who sends too much is not read.
    }

    @Override
    public void sendProducerCreditsFailMessage(int credits, SimpleString address) {
        // As above.
    }

    @Override
    public void closed() {
        // The channel knows.
    }

    @Override
    public void browserFinished(ServerConsumer consumer) {
        // Nobody browses.
    }
}
