package org.kivuko.connector.artemis;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.kivuko.exchange.Arrival;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Warnings;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.redrive.FailureQueue;

/**
 * A message as it was taken from an outbox: its bytes, its media type and which door it came by. Only bytes and text are
 * opened; of a map, a stream or a serialized object nothing is read, and its empty body is unreadable.
 */
record Received(
        byte[] body, String contentType, Door door, List<Fault> warnings, boolean again, Optional<UUID> earlier) {
    private static final byte[] UNREADABLE = {};
    /** The broker's own, on what it has moved. */
    private static final String ORIGINAL_QUEUE =
            org.apache.activemq.artemis.api.core.Message.HDR_ORIGINAL_QUEUE.toString();

    private static final String JUST_BYTES = "application/octet-stream";

    static Received of(Message message) throws JMSException {
        boolean fromHub = Accounts.HUB.equals(message.getStringProperty(HubMessages.SENT_BY));
        String warnings = fromHub ? message.getStringProperty(Parcel.WARNINGS) : null;
        return new Received(
                body(message),
                contentType(message),
                door(message, fromHub),
                warnings == null ? List.of() : Warnings.read(warnings),
                message.getJMSRedelivered() || (fromHub && redriven(message)),
                fromHub && redriven(message) ? HubMessages.delivery(message.getJMSCorrelationID()) : Optional.empty());
    }

    /**
     * An operator has it go through again: its sender's quota is not asked for that, and the ledger counts it under the name
     * that it had.
     */
    private static boolean redriven(Message message) throws JMSException {
        return FailureQueue.QUARANTINE.code().equals(message.getStringProperty(ORIGINAL_QUEUE));
    }

    Arrival arrival(Outbox outbox, boolean poison, Predicate<MessageKey> pending) {
        return new Arrival(outbox, body, contentType, door, warnings, poison, again, earlier, pending);
    }

    /** Empty where the sender stated none, or left it at what its client writes on everything that is bytes. */
    private static String contentType(Message message) throws JMSException {
        String stated = message.getStringProperty(HubMessages.CONTENT_TYPE);
        return stated == null || stated.equals(JUST_BYTES) ? "" : stated;
    }

    /** What the hub itself put into an outbox says by which door it came; everything else came by a broker door. */
    private static Door door(Message message, boolean fromHub) throws JMSException {
        return fromHub
                ? Coded.find(Door.class, String.valueOf(message.getStringProperty(Parcel.DOOR)))
                        .orElse(Door.BROKER)
                : Door.BROKER;
    }

    private static byte[] body(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(body);
            return body;
        }
        if (message instanceof TextMessage text) {
            return text.getText() == null ? UNREADABLE : text.getText().getBytes(StandardCharsets.UTF_8);
        }
        return UNREADABLE;
    }

    @Override
    public String toString() {
        return "Received[" + body.length + " bytes]";
    }
}
