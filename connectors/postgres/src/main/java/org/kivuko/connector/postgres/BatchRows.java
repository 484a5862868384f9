package org.kivuko.connector.postgres;

import java.time.Instant;
import org.kivuko.exchange.OutboxTerm;

/** One row per recording, with its books. */
final class BatchRows {
    private BatchRows() {}

    static void insert(OneTrip trip, OutboxTerm term, long number, long no, Books books, Instant now) {
        trip.add(
                """
                insert into batch (no, queue, epoch, number, accepted, duplicates, conflicts, quarantined, turned,
                    released, reduced, held, refused, recorded_at)
                values (:no, :queue, :epoch, :number, :accepted, :duplicates, :conflicts, :quarantined, :turned,
                    :released, :reduced, :held, :refused, :recordedAt)
                """,
                insert -> insert.bind("no", no)
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
                        .bind("recordedAt", Columns.kept(now)));
    }
}
