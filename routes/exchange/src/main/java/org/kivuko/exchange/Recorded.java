package org.kivuko.exchange;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** What the ledger made of an entry. */
public sealed interface Recorded {
    /** The key is new; each recipient to which it crosses has its number in the link. */
    record Fresh(Instant acceptedAt, Map<AgencyId, Long> linkNumbers) implements Recorded {
        public Fresh {
            linkNumbers = Map.copyOf(linkNumbers);
        }
    }

    /** The same content is there already; its status as it stands. */
    record Duplicate(MessageStatus first) implements Recorded {}

    /** Other content holds the key. */
    record Conflict() implements Recorded {}

    /** A held delivery has its new ruling; with its number in the link where it crosses. */
    record Decided(OptionalLong linkNumber) implements Recorded {}

    /**
     * The sender is to be told about an acknowledgement or an answer, or that a delivery expired.
     *
     * @param until when it was to come, or when it expired
     * @param endedAt when it came, where it did
     */
    record Noticed(MessageKey key, AgencyId recipient, Instant until, Optional<Instant> endedAt) implements Recorded {}

    /** An errand came too late: it was carried out before, or there is nothing left to do. */
    record Stale() implements Recorded {}

    /** A copy that is no message was noted. */
    record Noted() implements Recorded {}
}
