package org.kivuko.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery or a void as it lies in its inbox.
 *
 * @param id under which it is acknowledged; empty for what the hub did not send
 * @param ends when the broker takes it out of the inbox by itself
 */
public record Waiting(Optional<UUID> id, byte[] body, String contentType, Optional<Instant> ends) {
    /** Shows no content. */
    @Override
    public String toString() {
        return "Waiting[" + id.map(UUID::toString).orElse("unknown") + " " + body.length + " bytes]";
    }
}
