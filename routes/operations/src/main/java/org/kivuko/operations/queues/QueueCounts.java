package org.kivuko.operations.queues;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What the broker counts of one queue at one instant.
 *
 * @param messages those on their way to a consumer included; empty while the broker is counting anew what lies on its disk
 * @param delivering on their way to a consumer
 * @param added since the broker began to count; goes back to 0
 * @param acknowledged likewise
 * @param oldest number of the oldest message; numbers rise over all queues of a broker and all its starts
 * @param delivery which delivery the oldest message carries, where the hub put it there
 * @param closed whether nothing is handed over from it at the moment
 */
public record QueueCounts(
        String queue,
        OptionalLong messages,
        int consumers,
        int delivering,
        long added,
        long acknowledged,
        OptionalLong oldest,
        Optional<UUID> delivery,
        boolean closed) {}
