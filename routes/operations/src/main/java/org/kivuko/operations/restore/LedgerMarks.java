package org.kivuko.operations.restore;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The ledger's part in telling whether a broker belongs to it. Every write is synced when it returns. Thread-safe. */
public interface LedgerMarks {
    /**
     * How far an outbox has come, as the ledger knows.
     *
     * @param released the last batch of which it is certain that it was released: a broker has shown it, or another one was recorded
     *     after it
     * @param recorded the last batch that was recorded, or the same
     */
    record Position(long released, long recorded) {}

    /** Does this while no other hub of the database does the same. */
    void alone(Runnable work);

    /** Each mark that its broker may show: the last one, and those that were announced since. */
    Set<String> marks();

    /** A broker may show this mark from now on. */
    void announce(String mark, Instant at);

    /** The broker shows this mark, and no other one counts any more. */
    void confirm(String mark);

    /** By the queue of each outbox that was ever read. */
    Map<String, Position> positions();

    /** Takes what a broker that belongs to it has released for known: from here on a batch has to have been recorded. */
    void accept(Map<String, Long> released);
}
