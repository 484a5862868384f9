package org.kivuko.exchange;

import org.kivuko.model.Message;

/**
 * A message that is looked at again, as it was sent.
 *
 * @param original what the ledger says of the delivery and its message
 * @param outbox through which it came, and which numbers its links
 * @param admitted the message with what the ledger knows of the messages it refers to
 */
public record Reopened(Original original, Outbox outbox, Admission.Admitted admitted) {
    /** The message as it was sent. */
    public Message message() {
        return admitted.message();
    }
}
