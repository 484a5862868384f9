package org.kivuko.exchange;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * The messages that still wait somewhere, as they were sent: kept from the recording until the last delivery of a message
 * has ended, then gone for good. Thread-safe.
 */
public interface Originals {
    /**
     * The originals behind these deliveries.
     *
     * @return without those that never were, were superseded, or whose message has ended everywhere
     * @throws LedgerUnavailable where the database does not answer
     */
    Map<UUID, Original> originals(Collection<UUID> deliveries);
}
