package org.kivuko.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.UUID;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageJson;

/**
 * Something that the hub has to do about a delivery later than its judging. It travels through the outbox of the message's
 * sender like a message: there it is recorded and released by the one consumer that numbers the links of that outbox, and no
 * kill can lose or double it.
 *
 * @param no by which the ledger knows it; carried out once, however often it comes
 * @param by who asked for it: an agency, {@code operator}, or {@code clock}
 */
public record Errand(long no, Kind kind, UUID delivery, String by) {
    /** Of what comes by the clock. */
    public static final String CLOCK = "clock";

    /** What is to be done. */
    public enum Kind implements Coded {
        /** An officer lets a held delivery go: it is judged again, as reviewed. */
        RELEASE("release"),
        /** An officer refuses a held delivery. */
        REFUSE("refuse"),
        /** The time for a review is over: what is still held is refused. */
        REVIEW_ENDS("review-ends"),
        /** The register that was silent is asked again. */
        ASK("ask"),
        /** Its sender has taken the message back: what is held of it is refused, whatever an officer decides. */
        RECALL("recall"),
        /** The time for an acknowledgement is over: the sender is told. */
        LATE("late"),
        /** What was late has been acknowledged: the sender is told. */
        LATE_ENDED("late-ended");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        /** Whether it decides about what is held. */
        boolean decides() {
            return this == RELEASE || this == REFUSE || this == REVIEW_ENDS || this == ASK || this == RECALL;
        }
    }

    /** As it stands in an outbox. */
    public byte[] write() {
        return MessageJson.write(JsonNodeFactory.instance
                .objectNode()
                .put("errand", kind.code())
                .put("no", no)
                .put("delivery", delivery.toString())
                .put("by", by));
    }

    /** Reads what {@link #write} wrote. */
    static Errand read(byte[] written) {
        JsonNode tree = MessageJson.tree(written);
        return new Errand(
                tree.get("no").asLong(),
                Coded.find(Kind.class, tree.get("errand").asText()).orElseThrow(),
                UUID.fromString(tree.get("delivery").asText()),
                tree.get("by").asText());
    }
}
