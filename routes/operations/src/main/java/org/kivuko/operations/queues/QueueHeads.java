package org.kivuko.operations.queues;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What lies at the head of a queue, by the broker, and what the ledger knows of it. Thread-safe. */
public final class QueueHeads implements QueueContents {
    private final QueueMeter meter;
    private final QueueBook book;

    public QueueHeads(QueueMeter meter, QueueBook book) {
        this.meter = meter;
        this.book = book;
    }

    @Override
    public List<Lying> first(String queue, int max) {
        List<QueueMeter.Head> heads = meter.first(queue, max);
        List<UUID> deliveries =
                heads.stream().flatMap(head -> head.delivery().stream()).toList();
        Map<UUID, Known> known = deliveries.isEmpty() ? Map.of() : book.known(deliveries);
        return heads.stream()
                .map(head ->
                        new Lying(head.delivery(), head.bytes(), head.delivery().map(known::get)))
                .toList();
    }
}
