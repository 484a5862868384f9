package org.kivuko.operations.redrive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Throws away what lies in queues. Throws {@link org.kivuko.exchange.BrokerUnavailable} while the broker cannot be asked.
 * Thread-safe.
 */
public interface QueuePurge {
    /**
     * Something that lies in a queue.
     *
     * @param number of the message at the broker
     * @param id of the delivery, receipt or copy
     * @param fromInbox whether the broker took it out of an inbox
     */
    record Lying(long number, Optional<UUID> id, boolean fromInbox) {}

    /** All that lies in a queue and is on its way to nobody. */
    List<Lying> lying(String queue);

    /** Throws these away; gives how many were still there. */
    int purge(String queue, Set<Long> numbers);
}
