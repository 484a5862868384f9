package org.kivuko.exchange;

import java.util.function.Predicate;
import org.kivuko.model.MessageKey;

/**
 * A copy as it came from an outbox.
 *
 * @param contentType the media type its sender stated, empty for none
 * @param door told apart by the account that sent it, which the broker stamps; what the sender says does not count
 * @param unverifiedReferences whether the HTTP door has been asked not to check references
 * @param poison whether the hub failed on this copy alone before: it is quarantined unread
 * @param pending whether a key stands in the current batch and is not recorded yet
 */
public record Arrival(
        Outbox outbox,
        byte[] body,
        String contentType,
        Door door,
        boolean unverifiedReferences,
        boolean poison,
        Predicate<MessageKey> pending) {

    /** Shows no content. */
    @Override
    public String toString() {
        return "Arrival[" + outbox.queue() + " " + body.length + " bytes]";
    }
}
