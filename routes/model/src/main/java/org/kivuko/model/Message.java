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

    /** What it is about: at most one of each kind, of an alert or a request. */
    public Optional<Alert.Subject> subject() {
        if (payload instanceof Alert alert) {
            return alert.subject();
        }
        return payload instanceof Request request ? request.subject() : Optional.empty();
    }

    /** Whether it is about a person: a crossing record, or an alert or request with {@code subject.person}. */
    public boolean hasPerson() {
        Message content = content();
        return content.payload instanceof CrossingRecord
                || content.subject().flatMap(Alert.Subject::person).isPresent();
    }

    /**
     * What is judged and reduced: of a correction the message that it puts in the place of another, under its own key and
     * attributes; of every other message the message itself.
     */
    public Message content() {
        if (!(payload instanceof Correction correction)) {
            return this;
        }
        ObjectNode replaced = json.objectNode();
        replaced.setAll(json);
        replaced.put("type", correction.replacementType().code());
        replaced.set("data", data().get(Correction.REPLACEMENT));
        return new Message(
                envelope.withType(correction.replacementType()), correction.replacement(), replaced, sizeBytes);
    }

    /**
     * The same payload under other attributes of the same type.
     *
     * @param event how it is written, with the same {@code data}
     */
    public Message under(Envelope attributes, ObjectNode event, int bytes) {
        return new Message(attributes, payload, event, bytes);
    }

    /** Names the message, never shows its content. */
    @Override
    public String toString() {
        return "Message[" + envelope.key() + " " + envelope.type().shortName() + "]";
    }
}
