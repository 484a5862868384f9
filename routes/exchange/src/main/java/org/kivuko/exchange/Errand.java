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
        LATE_ENDED("late-ended"),
        /** The time for the answer to a question is over: who asked is told. */
        UNANSWERED("unanswered"),
        /** The question has been answered after all, or has left its inbox: who asked is told. */
        UNANSWERED_ENDED("unanswered-ended"),
        /** It came to its end in the inbox, before its recipient had taken it over: the sender is told. */
        EXPIRED("expired");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        /** Whether it says that something is late, which another one ends. */
        public boolean begins() {
            return this == LATE || this == UNANSWERED;
        }

        /** What says that the lateness is over which this one, or this one's beginning, is about. */
        public Kind end() {
            return switch (this) {
                case LATE, LATE_ENDED -> LATE_ENDED;
                case UNANSWERED, UNANSWERED_ENDED -> UNANSWERED_ENDED;
                case RELEASE, REFUSE, REVIEW_ENDS, ASK, RECALL, EXPIRED ->
                    throw new IllegalStateException(code + " has no end");
            };
        }

        /** Whether it tells a sender something, and decides nothing. */
        public boolean reminds() {
            return !decides();
        }

        /** Whether it is about the answer to a question, not about an acknowledgement. */
        public boolean isAboutAnswer() {
            return this == UNANSWERED || this == UNANSWERED_ENDED;
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
