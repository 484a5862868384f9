package org.kivuko.operations.queues;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.kivuko.model.MessageKey;

/** What lies in a queue, without its content. Thread-safe. */
public interface QueueContents {
    /** The first so many that lie in a queue, in its order; those on their way to a consumer are not among them. */
    List<Lying> first(String queue, int max);

    /**
     * Something that lies in a queue.
     *
     * @param delivery empty for what is no delivery
     * @param known what the ledger knows of the delivery
     */
    record Lying(Optional<UUID> delivery, int bytes, Optional<Known> known) {}

    /**
     * What the ledger knows of a delivery.
     *
     * @param linkNumber empty where it has none yet
     */
    record Known(MessageKey key, String type, Instant queuedAt, OptionalLong linkNumber) {}
}
