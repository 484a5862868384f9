package org.kivuko.connector.artemis;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.Outbox;

/**
 * Tells the ledger which outboxes were read to their end: all that were since it was told last, in one call, so that hundreds
 * of consumers with nothing to do cost no more than one. Thread-safe.
 */
final class EmptyOutboxes {
    private final Ledger ledger;
    private final Duration period;
    private final Map<Outbox, Instant> noted = new HashMap<>();
    private Instant told = Instant.MIN;

    /** @param period the ledger is told no oftener */
    EmptyOutboxes(Ledger ledger, Duration period) {
        this.ledger = ledger;
        this.period = period;
    }

    /** This outbox was read to its end; tells the ledger where that is due. */
    void note(Outbox outbox, Instant now) {
        Map<Outbox, Instant> due = due(outbox, now);
        if (!due.isEmpty()) {
            ledger.outboxesWereEmpty(due);
        }
    }

    private synchronized Map<Outbox, Instant> due(Outbox outbox, Instant now) {
        noted.put(outbox, now);
        if (told.isAfter(now.minus(period))) {
            return Map.of();
        }
        Map<Outbox, Instant> due = Map.copyOf(noted);
        noted.clear();
        told = now;
        return due;
    }
}
