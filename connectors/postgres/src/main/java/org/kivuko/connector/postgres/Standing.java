package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Entry;

/**
 * What stands under the key of an entry at the moment of recording, locked until the end of the transaction.
 *
 * @param no of the row of the message
 * @param at instant of acceptance that a receipt for it names
 * @param accepted whether a door gave a receipt for it, or a batch recorded it once
 * @param recorded whether a batch that still stands recorded it
 */
record Standing(long no, Digest digest, Instant at, boolean accepted, boolean recorded) {
    /** The row as the entry takes it; empty where it is a duplicate or a conflict. */
    Optional<Taken> takenBy(Entry.Judged entry) {
        if (digest.equals(entry.digest())) {
            return recorded ? Optional.empty() : Optional.of(new Taken(entry, no, at));
        }
        // A claim of other content for which nobody has a receipt yields to what the broker has accepted.
        return accepted ? Optional.empty() : Optional.of(new Taken(entry, no, Columns.kept(entry.at())));
    }
}
