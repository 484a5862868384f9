package org.kivuko.operations.queues;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the ledger keeps of queues. Every method throws {@link org.kivuko.exchange.LedgerUnavailable} while it cannot be asked.
 * Thread-safe.
 */
public interface QueueBook {
    /** Keeps one point of each of these queues, and forgets those that are older than the span is long. */
    void keep(Span span, Instant now, Map<String, QueuePoint> points);

    /**
     * The points of one queue since then, oldest first. Where nothing changed none was kept: as much lay there as before.
     */
    List<QueuePoint> history(String queue, Span span, Instant since);

    /** Keeps up to which number messages had come at an instant, and forgets what is older than anybody asks. */
    void mark(long newest, Instant at);

    /** Every mark that was kept. */
    Map<Long, Instant> marks();

    /** When each of these deliveries was queued first; those that nobody knows are left out. */
    Map<UUID, Instant> queuedAt(Collection<UUID> deliveries);

    /** What is known of each of these deliveries; those that nobody knows are left out. */
    Map<UUID, QueueContents.Known> known(Collection<UUID> deliveries);
}
