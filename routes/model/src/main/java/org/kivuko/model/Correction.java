package org.kivuko.model;

import java.util.List;

/**
 * The {@code data} of a correction: what a message ought to have said. What stands in {@code replacement} is judged and
 * reduced like a message of that type ({@link Message#content}).
 *
 * @param references the one message that is corrected
 * @param replacementType its type
 * @param replacement its whole {@code data} as it should have been
 */
public record Correction(
        List<MessageKey> references, ChangeReason reason, MessageType replacementType, Payload replacement)
        implements Payload {
    /** The member below which the new data stands. */
    public static final String REPLACEMENT = "replacement";

    public Correction {
        references = List.copyOf(references);
    }

    /** Says nothing of the replacement. */
    @Override
    public String toString() {
        return "Correction[" + replacementType.shortName() + "]";
    }
}
