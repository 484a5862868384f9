package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageKey;

/**
 * A recall and how far it has come, for operators.
 *
 * @param recalled the message that was taken back
 * @param at when the recall was accepted
 * @param done whether nothing of the message waits or is held any more
 */
public record RecallRow(MessageKey recall, MessageKey recalled, Instant at, boolean done, List<Part> parts) {
    public RecallRow {
        parts = List.copyOf(parts);
    }

    /** Where one recipient stands. */
    public enum Standing implements Coded {
        /** The message still waits for it, or is held. */
        OPEN("open"),
        /** The message left its inbox before it was fetched. */
        WITHDRAWN("withdrawn"),
        /** The message was held for it and is refused. */
        REFUSED("refused"),
        /** It may have the message, and has not acknowledged the recall. */
        TOLD("told"),
        /** It had the message, and has acknowledged or answered the recall. */
        CONFIRMED("confirmed");

        private final String code;

        Standing(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * One recipient's part.
     *
     * @param since when that came about
     */
    public record Part(AgencyId recipient, Standing standing, Instant since) {}
}
