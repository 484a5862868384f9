package org.kivuko.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A message that was read and found well-formed. Holds the typed view that rules look at and the JSON it was read from,
 * which projection works on. Treated as immutable: nobody changes {@link #json()}. Thread-safe under that promise.
 */
public final class Message {
    private final Envelope envelope;
    private final Payload payload;
    private final ObjectNode json;
    private final int sizeBytes;

    Message(Envelope envelope, Payload payload, ObjectNode json, int sizeBytes) {
        this.envelope = envelope;
        this.payload = payload;
        this.json = json;
        this.sizeBytes = sizeBytes;
    }

    public Envelope envelope() {
        return envelope;
    }

    public MessageKey key() {
        return envelope.key();
    }

    public Payload payload() {
        return payload;
    }

    public Optional<Alert> alert() {
        return payload instanceof Alert alert ? Optional.of(alert) : Optional.empty();
    }

    /** The whole CloudEvent. Read only. */
    public ObjectNode json() {
        return json;
    }

    /** The member {@code data}. Read only. */
    public ObjectNode data() {
        return (ObjectNode) json.get("data");
    }

    /** Size as sent, in bytes. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** Whether it is about a person: a crossing record, or an alert with {@code subject.person}. */
    public boolean hasPerson() {
        return payload instanceof CrossingRecord
                || (payload instanceof Alert alert
                        && alert.subject().flatMap(Alert.Subject::person).isPresent());
    }

    /** Names the message, never shows its content. */
    @Override
    public String toString() {
        return "Message[" + envelope.key() + " " + envelope.type().shortName() + "]";
    }
}
