package org.kivuko.exchange;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageKey;

/**
 * A copy as it came from an outbox.
 *
 * @param contentType the media type its sender stated, empty for none
 * @param door told apart by the account that sent it, which the broker stamps; what the sender says does not count
 * @param warnings what the HTTP door found odd and took
 * @param poison whether the hub failed on this copy alone before: it is quarantined unread
 * @param again whether the broker has handed it out before: then its sender's quota was asked before too
 * @param earlier the name of the copy in quarantine that this is, where an operator has it go through the hub again
 * @param pending whether a key stands in the current batch and is not recorded yet
 */
public record Arrival(
        Outbox outbox,
        byte[] body,
        String contentType,
        Door door,
        List<Fault> warnings,
        boolean poison,
        boolean again,
        Optional<UUID> earlier,
        Predicate<MessageKey> pending) {

    /** One that is handed out for the first time. */
    public Arrival(
            Outbox outbox,
            byte[] body,
            String contentType,
            Door door,
            List<Fault> warnings,
            boolean poison,
            Predicate<MessageKey> pending) {
        this(outbox, body, contentType, door, warnings, poison, false, Optional.empty(), pending);
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Arrival[" + outbox.queue() + " " + body.length + " bytes]";
    }
}
