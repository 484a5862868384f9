package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Recorded;
import org.kivuko.model.AgencyId;

/** The errands of one recording: what is due, carried out once. */
final class ErrandRows {
    /**
     * Of an event {@code e} of the delivery of {@code d}: that what is owed has come, or need not come any more. That a question
     * about somebody has left an inbox abroad says nothing to who asked: it might as well be held, and then it would not leave.
     */
    static final String CAME =
            """
            (e.state = 'answered' or (e.state = 'acknowledged' and d.what like 'late%')
                or (e.state in ('returned', 'recalled', 'expired') and not (d.what like 'unanswered%' and exists (
                    select from message q where q.no = r.message and q.person
                        and split_part(q.source, '.', 1) <> split_part(r.recipient, '.', 1)))))
            """;

    private final Handle handle;
    private final long batch;

    ErrandRows(Handle handle, long batch) {
        this.handle = handle;
        this.batch = batch;
    }

    /** A held ruling about which an errand decides. */
    record Held(long due, long ruling, long message, Instant judgedAt) {}

    /**
     * Locks what these errands decide about; without those that were carried out or came too late, and of what was recalled
     * without all but the one that closes it. By number of errand.
     */
    Map<Long, Held> lockHeld(Collection<Long> errands) {
        if (errands.isEmpty()) {
            return Map.of();
        }
        Map<Long, Held> locked = handle
                .createQuery(
                        """
                        select d.no, r.no as ruling, r.message, coalesce(r.first_judged_at, r.judged_at) as judged_at
                        from due d join ruling r on r.no = d.ruling and r.outcome = 'held' and r.superseded_at is null
                        where d.no = any(:errands) and d.carried_by is null
                        order by d.no for update
                        """)
                .bindArray("errands", Long.class, List.copyOf(errands))
                .map((row, context) -> new Held(
                        row.getLong("no"),
                        row.getLong("ruling"),
                        row.getLong("message"),
                        Columns.instant(row, "judged_at")))
                .stream()
                .collect(Collectors.toMap(Held::due, held -> held, (first, same) -> first, HashMap::new));
        // Asked once the locks are there: a recall notes what it closes under the same locks.
        locked.keySet().removeAll(overtaken(locked.values()));
        return locked;
    }

    /** Errands about what was recalled, but for those that close it. */
    private Set<Long> overtaken(Collection<Held> locked) {
        return handle.createQuery(
                        """
                        select d.no from due d where d.no = any(:errands) and d.what <> 'recall'
                            and exists (select from due c where c.ruling = d.ruling and c.what = 'recall')
                        """)
                .bindArray("errands", Long.class, locked.stream().map(Held::due).toList())
                .mapTo(Long.class)
                .set();
    }

    /** The rulings make room for those that take their place. */
    void supersede(Collection<Held> held, Instant now) {
        if (held.isEmpty()) {
            return;
        }
        handle.createUpdate("update ruling set superseded_at = :now, superseded_by = :batch where no = any(:rulings)")
                .bind("now", Columns.kept(now))
                .bind("batch", batch)
                .bindArray(
                        "rulings", Long.class, held.stream().map(Held::ruling).toList())
                .execute();
        carryOut(held.stream().map(Held::due).toList(), now);
    }

    /**
     * What senders are to be told by these errands; without what was told before or needs no telling. A sender is told about
     * a message with a person as if it had crossed, whatever became of it; of what it may see no movement of, no
     * acknowledgement; and no question that was taken back waits for an answer, whether it was held or lay in an inbox.
     */
    Map<Long, Recorded.Noticed> remind(Collection<Long> errands, Instant now) {
        if (errands.isEmpty()) {
            return Map.of();
        }
        var noticed = new HashMap<Long, Recorded.Noticed>();
        var carriedOut = new ArrayList<Long>();
        var query = handle.createQuery(
                        """
                        select d.no, m.source, m.id, m.person, m.of_others, m.type, m.alert_type, f.type as followed, r.recipient,
                            l.what as clock, l.at as until,
                            case when d.what = l.what || '-ended' then d.at end as ended_at
                        from due d join due l on l.delivery = d.delivery
                            and l.what in ('late', 'unanswered') and d.what in (l.what, l.what || '-ended')
                        join ruling r on r.id = d.delivery and r.superseded_at is null
                        join message m on m.no = r.message
                        left join message f on m.refs <> '{}' and m.type = any(:follows)
                            and f.source = split_part(m.refs[1], '/', 1) and f.id = split_part(m.refs[1], '/', 2)
                        where d.no = any(:errands) and d.carried_by is null and d.closed_at is null
                            and (r.crosses or (m.person and (r.outcome = 'held' or r.was_held))
                                or (m.of_others and r.reason = 'NOT_DELIVERABLE'))
                            and not (l.what = 'unanswered' and exists (select from message t where t.refs <> '{}'
                                and t.refs @> array[m.source || '/' || m.id]
                                and t.type = 'kivuko.recall.v1' and t.batch is not null))
                            and ((d.what <> l.what and l.carried_by is not null) or (d.what = l.what
                                and not exists (select from delivery_event e where e.ruling = r.no and %s)))
                        order by d.no for update of d
                        """
                                .formatted(CAME))
                .bindArray("errands", Long.class, List.copyOf(errands));
        Statuses.bindFollows(query);
        query.map((row, context) -> {
                    carriedOut.add(row.getLong("no"));
                    if (!hidden(row)) {
                        noticed.put(row.getLong("no"), noticed(row));
                    }
                    return row.getLong("no");
                })
                .list();
        noticed.putAll(expired(errands, carriedOut));
        carryOut(carriedOut, now);
        return noticed;
    }

    /** What expired in an inbox: told where the status shows it. */
    private Map<Long, Recorded.Noticed> expired(Collection<Long> errands, Collection<Long> carriedOut) {
        var noticed = new HashMap<Long, Recorded.Noticed>();
        var query = handle.createQuery(
                        """
                        select d.no, m.source, m.id, m.person, m.of_others, m.type, m.alert_type, f.type as followed, r.recipient,
                            w.at as until
                        from due d join ruling r on r.id = d.delivery and r.superseded_at is null
                        join withdrawal w on w.ruling = r.no and w.state = 'expired'
                        join message m on m.no = r.message
                        left join message f on m.refs <> '{}' and m.type = any(:follows)
                            and f.source = split_part(m.refs[1], '/', 1) and f.id = split_part(m.refs[1], '/', 2)
                        where d.no = any(:errands) and d.what = 'expired' and d.carried_by is null and d.closed_at is null
                        order by d.no for update of d
                        """)
                .bindArray("errands", Long.class, List.copyOf(errands));
        Statuses.bindFollows(query);
        query.map((row, context) -> {
                    carriedOut.add(row.getLong("no"));
                    AgencyId recipient = AgencyId.of(row.getString("recipient"));
                    if (!Statuses.discretion(row).hides(Columns.key(row), recipient)) {
                        noticed.put(
                                row.getLong("no"),
                                new Recorded.Noticed(
                                        Columns.key(row), recipient, Columns.instant(row, "until"), Optional.empty()));
                    }
                    return recipient;
                })
                .list();
        return noticed;
    }

    /**
     * Whether something was acknowledged shows nowhere where its sender sees no movement; operators see it late all the same.
     * An answer the sender sees itself.
     */
    private static boolean hidden(ResultSet row) throws SQLException {
        return row.getString("clock").equals(Errand.Kind.LATE.code())
                && Statuses.discretion(row).hides(Columns.key(row), AgencyId.of(row.getString("recipient")));
    }

    private static Recorded.Noticed noticed(ResultSet row) throws SQLException {
        return new Recorded.Noticed(
                Columns.key(row),
                AgencyId.of(row.getString("recipient")),
                Columns.instant(row, "until"),
                row.getObject("ended_at") == null ? Optional.empty() : Optional.of(Columns.instant(row, "ended_at")));
    }

    private void carryOut(Collection<Long> errands, Instant now) {
        if (errands.isEmpty()) {
            return;
        }
        handle.createUpdate("update due set carried_by = :batch, carried_at = :now where no = any(:errands)")
                .bind("batch", batch)
                .bind("now", Columns.kept(now))
                .bindArray("errands", Long.class, List.copyOf(errands))
                .execute();
    }

    /** Takes back what the errands of these batches did: what was held is held again, and the errands are still due. */
    static void undo(Handle handle, List<Long> batches, Instant now) {
        for (String rows : List.of(
                """
                update ruling set superseded_at = :now
                where superseded_at is null and id in (select id from ruling where superseded_by = any(:batches))
                """,
                "update due set carried_by = null, carried_at = null, sent_at = :now where carried_by = any(:batches)")) {
            handle.createUpdate(rows)
                    .bindArray("batches", Long.class, batches)
                    .bind("now", Columns.kept(now))
                    .execute();
        }
        handle.createUpdate(
                        "update ruling set superseded_at = null, superseded_by = null where superseded_by = any(:batches)")
                .bindArray("batches", Long.class, batches)
                .execute();
    }

    /**
     * Deletes what was kept of messages that errands ended, once the broker knows of it.
     *
     * @param since when each outbox was read to its end
     * @param patience so much before that the errand was carried out
     */
    static void deleteEnded(Handle handle, Map<Outbox, Instant> since, Duration patience) {
        var query = handle.createQuery(
                """
                select d.no, m.no as message from due d
                join ruling r on r.no = d.ruling join message m on m.no = r.message
                join unnest(:queues, :befores) as e (queue, before) on m.queue = e.queue
                where d.what in ('release', 'refuse', 'review-ends', 'recall') and d.closed_at is null
                    and d.carried_at < cast(e.before as timestamptz) and d.carried_at < :latest
                """);
        Columns.bind(query, "queues", since.keySet(), Outbox::queue);
        Columns.bind(query, "befores", since.values(), at -> Columns.kept(at.minus(patience))
                .toString());
        Instant latest = since.values().stream()
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .minus(patience);
        Map<Long, Long> ended = query
                .bind("latest", Columns.kept(latest))
                .map((row, context) -> Map.entry(row.getLong("no"), row.getLong("message")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (ended.isEmpty()) {
            return;
        }
        Contents.deleteEnded(handle, ended.values().stream().distinct().toList());
        handle.createUpdate("update due set closed_at = :latest where no = any(:errands)")
                .bind("latest", Columns.kept(latest))
                .bindArray("errands", Long.class, List.copyOf(ended.keySet()))
                .execute();
    }
}
