package org.kivuko.connector.postgres;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.OutboxTerm;

/** One row per recording, with its books. */
final class BatchRows {
    private BatchRows() {}

    /** The number of the row to come: its messages name it before their books are known. */
    static long next(Handle handle) {
        return handle.createQuery("select nextval(pg_get_serial_sequence('batch', 'no'))")
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle handle, OutboxTerm term, long number, long no, Books books, Instant now) {
        handle.createUpdate(
                        """
                        insert into batch (no, queue, epoch, number, accepted, duplicates, conflicts, quarantined, turned,
                            released, reduced, held, refused, recorded_at)
                        values (:no, :queue, :epoch, :number, :accepted, :duplicates, :conflicts, :quarantined, :turned,
                            :released, :reduced, :held, :refused, :now)
                        """)
                .bind("no", no)
                .bind("queue", term.outbox().queue())
                .bind("epoch", term.epoch())
                .bind("number", number)
                .bind("accepted", books.accepted())
                .bind("duplicates", books.duplicates())
                .bind("conflicts", books.conflicts())
                .bind("quarantined", books.quarantined())
                .bind("turned", books.turned())
                .bind("released", books.released())
                .bind("reduced", books.reduced())
                .bind("held", books.held())
                .bind("refused", books.refused())
                .bind("now", Columns.kept(now))
                .execute();
    }
}
