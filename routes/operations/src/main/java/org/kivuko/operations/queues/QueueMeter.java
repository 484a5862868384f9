package org.kivuko.operations.queues;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the broker's counts. Thread-safe. */
public interface QueueMeter {
    /** The counts of every queue of the contract, in the order of names. */
    Reading read();

    /** The first so many that lie in a queue and are on their way to nobody, in its order; nothing where there is no such queue. */
    List<Head> first(String queue, int max);

    /** Something that lies in a queue; {@code delivery} is empty for what is no delivery. */
    record Head(Optional<UUID> delivery, int bytes) {}

    /**
     * What was read.
     *
     * @param newest a number above that of every message there was, and below that of every message still to come
     */
    record Reading(long newest, List<QueueCounts> queues) {
        public Reading {
            queues = List.copyOf(queues);
        }
    }
}
