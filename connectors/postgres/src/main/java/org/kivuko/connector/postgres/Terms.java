package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.OutboxTerm;

/** The terms of consumers: one at a time per outbox, each beginning where the broker says the one before ended. */
final class Terms {
    private Terms() {}

    /**
     * Locks the outbox until the end of the transaction.
     *
     * @return the number of the row of the batch to come: its messages name it before its books are known; empty where the
     *     term has ended
     */
    static Optional<Long> nextBatch(Handle handle, OutboxTerm term) {
        return handle.createQuery(
                        """
                        select epoch, nextval(pg_get_serial_sequence('batch', 'no')) as no from outbox
                        where queue = :queue for update
                        """)
                .bind("queue", term.outbox().queue())
                .map((row, context) -> Map.entry(row.getLong("epoch"), row.getLong("no")))
                .findOne()
                .filter(next -> next.getKey() == term.epoch())
                .map(Map.Entry::getValue);
    }

    static OutboxTerm begin(Handle handle, Outbox outbox, long marker, Instant now) {
        if (marker > 0) {
            requireRecorded(handle, outbox, marker);
        }
        // Raising the epoch waits for a recording of the old term that is under way: its rows are then seen and undone.
        long epoch = handle.createQuery(
                        """
                        insert into outbox (queue, epoch, marker) values (:queue, 1, :marker)
                        on conflict (queue) do update set epoch = outbox.epoch + 1
                        returning epoch
                        """)
                .bind("queue", outbox.queue())
                .bind("marker", marker)
                .mapTo(Long.class)
                .one();
        raiseMarker(handle, outbox, marker);
        List<Long> unreleased = unreleased(handle, outbox, marker);
        if (!unreleased.isEmpty()) {
            supersede(handle, outbox, unreleased, now);
        }
        return new OutboxTerm(outbox, epoch, marker);
    }

    /** What was released was recorded before: where it is not there, this ledger is older than the broker. */
    private static void requireRecorded(Handle handle, Outbox outbox, long marker) {
        long last = handle.createQuery(
                        """
                        select greatest(coalesce((select marker from outbox where queue = :queue), 0),
                            coalesce((select max(number) from batch where queue = :queue and superseded_at is null), 0))
                        """)
                .bind("queue", outbox.queue())
                .mapTo(Long.class)
                .one();
        if (marker > last) {
            throw new LedgerFault("the broker has released batch " + marker + " of " + outbox.queue()
                    + " and the last that this ledger has recorded is " + last
                    + ": it is older than the broker, stop the hub and see ./kivuko reconcile");
        }
    }

    private static void raiseMarker(Handle handle, Outbox outbox, long marker) {
        Optional<Long> raised = handle.createQuery(
                        """
                        update outbox set marker = :marker where queue = :queue and marker <= :marker returning marker
                        """)
                .bind("queue", outbox.queue())
                .bind("marker", marker)
                .mapTo(Long.class)
                .findOne();
        if (raised.isEmpty()) {
            throw new LedgerFault(
                    "the commit marker of " + outbox.queue() + " went back to " + marker
                            + ": this broker does not hold the data that belongs to this ledger, stop the hub and see ./kivuko reconcile");
        }
    }

    private static List<Long> unreleased(Handle handle, Outbox outbox, long marker) {
        return handle.createQuery(
                        "select no from batch where queue = :queue and number > :marker and superseded_at is null")
                .bind("queue", outbox.queue())
                .bind("marker", marker)
                .mapTo(Long.class)
                .list();
    }

    private static void supersede(Handle handle, Outbox outbox, List<Long> batches, Instant now) {
        revertLinks(handle, outbox, batches);
        ErrandRows.undo(handle, batches, now);
        for (String rows : List.of(
                """
                update ruling r set superseded_at = :now from message m
                where m.batch = any(:batches) and r.message = m.no and r.superseded_at is null
                """,
                "update copy set superseded_at = :now where batch = any(:batches)",
                "update batch set superseded_at = :now where no = any(:batches)")) {
            handle.createUpdate(rows)
                    .bindArray("batches", Long.class, batches)
                    .bind("now", Columns.kept(now))
                    .execute();
        }
        for (String kept : List.of("content", "subject_mark")) {
            handle.createUpdate("delete from " + kept
                            + " where message in (select no from message where batch = any(:batches))")
                    .bindArray("batches", Long.class, batches)
                    .execute();
        }
        RecallRows.reopen(handle, batches);
        // The broker has these messages still, so their keys stay taken.
        handle.createUpdate("update message set batch = null where batch = any(:batches)")
                .bindArray("batches", Long.class, batches)
                .execute();
    }

    /** Exact, since an outbox has one consumer and its links no other source: the numbers undone are the last ones. */
    private static void revertLinks(Handle handle, Outbox outbox, List<Long> batches) {
        handle.createUpdate(
                        """
                        update link l set number = undone.first - 1
                        from (select r.recipient, r.link_epoch, min(r.link_number) as first from ruling r
                              where r.superseded_at is null and r.link_number is not null
                                and (r.message in (select no from message where batch = any(:batches))
                                    or r.id in (select id from ruling where superseded_by = any(:batches)))
                              group by r.recipient, r.link_epoch) undone
                        where l.sender = :sender and l.recipient = undone.recipient and l.epoch = undone.link_epoch
                          and l.channel = :channel and l.lane = :lane
                        """)
                .bindArray("batches", Long.class, batches)
                .bind("sender", outbox.agency().toString())
                .bind("channel", outbox.channel().code())
                .bind("lane", outbox.lane().code())
                .execute();
    }
}
