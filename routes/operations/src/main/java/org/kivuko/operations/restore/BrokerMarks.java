package org.kivuko.operations.restore;

import java.util.Map;
import java.util.Optional;

/** The broker's part in telling whether it belongs to a ledger. Every write is synced when it returns. Thread-safe. */
public interface BrokerMarks {
    /** By which it was marked last; empty where it never was. */
    Optional<String> mark();

    /** Marks it, in place of the mark before. */
    void mark(String mark);

    /** By the queue of each outbox the number of the last batch that was released. */
    Map<String, Long> released();

    /** Says of an outbox that everything up to this batch was released, whatever it believed before. */
    void released(String outbox, long batch);
}
