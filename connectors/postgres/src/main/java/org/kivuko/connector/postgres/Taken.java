package org.kivuko.connector.postgres;

import java.time.Instant;
import org.kivuko.exchange.Entry;

/**
 * An entry that becomes a message by this recording.
 *
 * @param no of the row of the message
 */
record Taken(Entry.Judged entry, long no, Instant acceptedAt) {}
