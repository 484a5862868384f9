package org.kivuko.exchange;

import java.time.Instant;
import java.util.Map;
import org.kivuko.model.AgencyId;

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

    /** A copy that is no message was noted. */
    record Noted() implements Recorded {}
}
