package org.kivuko.connector.artemis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.kivuko.model.Code;

/**
 * Leaves of what an agency sends the body and its media type. Everything by which a sender could delay, hide, reorder or
 * redirect a message in the broker is taken off before the message is stored: time to live, schedule, priority, duplicate
 * id, reply address, routing type and every property. Thread-safe.
 */
final class SenderGuard implements ActiveMQServerPlugin {
    /** The longest message taken, with its headers: a body of 2 MiB fits. */
    static final int MAX_BYTES = (2 << 20) + (64 << 10);

    private static final String TOO_LARGE = "a message has at most 2 MiB";
    static final String TOO_MANY = "a message has at most 100 headers or properties";
    private static final String UNREADABLE = "the message cannot be read";
    static final int MOST_PROPERTIES = 100;
    /** A body of more is nothing that a client library writes. */
    private static final int MOST_LEVELS = 16;

    private static final byte DEFAULT_PRIORITY = 4;

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (Accounts.HUB.equals(session.getUsername())) {
            return;
        }
        try {
            check(message);
            strip(message, session.getUsername());
        } catch (RuntimeException | StackOverflowError malformed) {
            // What else than the broker's own exception comes from here, it notes, and stores the message as it was
            // sent.
            throw refusal(UNREADABLE);
        }
    }

    private static void check(Message message) throws ActiveMQException {
        if (message.isLargeMessage() || message.getEncodeSize() > MAX_BYTES) {
            throw refusal(TOO_LARGE);
        }
        if (message.getPropertyNames().size() > MOST_PROPERTIES) {
            throw refusal(TOO_MANY);
        }
        if (message instanceof AMQPMessage amqp && isDeep(amqp.getBody(), MOST_LEVELS)) {
            throw refusal(UNREADABLE);
        }
    }

    /** Here it could be read; whoever hands it on may have less room on his stack. */
    private static boolean isDeep(Object value, int levels) {
        if (value instanceof AmqpValue whole) {
            return isDeep(whole.getValue(), levels);
        }
        if (value instanceof AmqpSequence whole) {
            return isDeep(whole.getValue(), levels);
        }
        if (value instanceof DescribedType described) {
            return levels == 0 || isDeep(described.getDescribed(), levels - 1);
        }
        Collection<?> parts = value instanceof Map<?, ?> map
                ? Stream.concat(map.keySet().stream(), map.values().stream()).toList()
                : value instanceof Collection<?> list ? list : value instanceof Object[] row ? List.of(row) : List.of();
        return !parts.isEmpty() && (levels == 0 || parts.stream().anyMatch(part -> isDeep(part, levels - 1)));
    }

    /** To another routing type a queue is deaf: the message would be confirmed and gone. */
    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates)
            throws ActiveMQException {
        if (context.getRoutingType() == RoutingType.MULTICAST
                && QueueNames.outbox(message.getAddress()).isPresent()) {
            throw refusal("an outbox is a queue, not a topic");
        }
    }

    private static void strip(Message message, String account) {
        message.setExpiration(0);
        message.setPriority(DEFAULT_PRIORITY);
        message.setDurable(true);
        message.setScheduledDeliveryTime(null);
        message.setReplyTo(null);
        for (SimpleString name : Set.copyOf(message.getPropertyNames())) {
            if (!name.toString().equals(HubMessages.CONTENT_TYPE)) {
                message.removeProperty(name);
            }
        }
        if (message instanceof AMQPMessage amqp) {
            removeAnnotations(amqp);
            amqp.reencode();
            sign(amqp, account);
            // What cannot be read now could not be delivered later either, and would block its outbox.
            amqp.toCore();
        } else {
            message.reencode();
        }
    }

    private static void removeAnnotations(AMQPMessage message) {
        var annotations = message.getMessageAnnotations();
        if (annotations == null) {
            return;
        }
        Map<?, ?> values = annotations.getValue();
        for (Object name : new ArrayList<Object>(values.keySet())) {
            message.removeAnnotation(SimpleString.of(name.toString()));
        }
    }

    /**
     * An AMQP message has a field for the user, which its sender fills in; the broker's own mark of the account does not
     * reach AMQP messages. This one lies outside the sender's bytes and goes before anything in them.
     */
    private static void sign(AMQPMessage message, String account) {
        message.createExtraProperties().putSimpleStringProperty(Message.HDR_VALIDATED_USER, SimpleString.of(account));
    }

    private static ActiveMQException refusal(String sentence) {
        return new ActiveMQException(sentence, ActiveMQExceptionType.ILLEGAL_STATE);
    }

    /** What a refused send is told by, where the protocol knows codes. */
    static Code code(ActiveMQException refused) {
        return switch (String.valueOf(refused.getMessage())) {
            case TOO_LARGE, TOO_MANY -> Code.TOO_LARGE;
            case UNREADABLE -> Code.UNREADABLE;
            default -> Code.NOT_AVAILABLE;
        };
    }
}
