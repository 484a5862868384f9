package org.kivuko.connector.artemis;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;

/** What the hub writes on its own messages and reads from others. */
final class HubMessages {
    /** Under this name the broker keeps the media type of an AMQP message, and gives it to AMQP receivers. */
    static final String CONTENT_TYPE = "JMS_AMQP_ContentType";

    /** The account that sent the message; written over whatever the sender claims, see {@link SenderGuard}. */
    static final String SENT_BY = "JMSXUserID";

    /** By this a later message in {@link QueueNames#COMMITS} replaces an earlier one. */
    static final String LAST_VALUE = "_AMQ_LVQ_NAME";

    /** On a marker: whose it is. */
    static final String OUTBOX = "KivukoOutbox";

    /** On a marker: the last batch that was released. */
    static final String BATCH = "KivukoBatch";

    /** On what tells to which ledger the broker belongs. */
    static final String MARK = "KivukoMark";

    /** On the last message of a round of an inbox: what lies behind it went round already. */
    static final String ROUND_ENDS = "KivukoRoundEnds";

    private HubMessages() {}

    /** The delivery, void or receipt that a message carries; empty for what the hub did not send. */
    static Optional<UUID> delivery(Object correlationId) {
        try {
            return Optional.of(UUID.fromString(String.valueOf(correlationId)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The body as it was sent: the broker keeps a text with its length before it; the hub's own messages are bytes. */
    static byte[] body(ICoreMessage message) {
        ActiveMQBuffer buffer = message.getReadOnlyBodyBuffer();
        if (message.getType() == Message.TEXT_TYPE) {
            SimpleString text = buffer.readNullableSimpleString();
            return text == null ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
