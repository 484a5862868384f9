package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.queues.QueueBook;
import org.kivuko.operations.queues.QueueContents;
import org.kivuko.operations.queues.QueuePoint;
import org.kivuko.operations.queues.Span;

/** Histories of queues and marks of the broker's numbers. */
final class QueueRows implements QueueBook {
    private static final Duration MARKS_KEPT = Duration.ofDays(35);

    private final Database database;

    QueueRows(Database database) {
        this.database = database;
    }

    @Override
    public void keep(Span span, Instant now, Map<String, QueuePoint> points) {
        database.inTransaction("keep the history of queues", handle -> {
            forget(handle, span, now);
            return points.isEmpty() ? 0 : insert(handle, span, points);
        });
    }

    private static void forget(Handle handle, Span span, Instant now) {
        handle.createUpdate("delete from queue_point where step = :step and at < :until")
                .bind("step", step(span))
                .bind("until", Columns.kept(now.minus(span.length())))
                .execute();
    }

    private static int insert(Handle handle, Span span, Map<String, QueuePoint> points) {
        List<Map.Entry<String, QueuePoint>> rows = List.copyOf(points.entrySet());
        var names = handle.createUpdate(
                """
                insert into queue_name (queue)
                select q from unnest(:queues) as q where not exists (select from queue_name n where n.queue = q)
                on conflict do nothing
                """);
        Columns.bind(names, "queues", rows, Map.Entry::getKey);
        names.execute();
        var insert = handle.createUpdate(
                """
                insert into queue_point (step, queue, at, messages, in_per_second, out_per_second)
                select :step, n.no, cast(e.at as timestamptz), cast(e.messages as bigint),
                    cast(e.ins as double precision), cast(e.outs as double precision)
                from unnest(:queues, :ats, :messages, :ins, :outs) as e (queue, at, messages, ins, outs)
                join queue_name n on n.queue = e.queue
                on conflict do nothing
                """);
        insert.bind("step", step(span));
        Columns.bind(insert, "queues", rows, Map.Entry::getKey);
        Columns.bind(insert, "ats", rows, row -> row.getValue().at().toString());
        Columns.bind(
                insert, "messages", rows, row -> Long.toString(row.getValue().messages()));
        Columns.bind(insert, "ins", rows, row -> Double.toString(row.getValue().inPerSecond()));
        Columns.bind(insert, "outs", rows, row -> Double.toString(row.getValue().outPerSecond()));
        return insert.execute();
    }

    @Override
    public List<QueuePoint> history(String queue, Span span, Instant since) {
        return database.inOneStatement("read the history of a queue", handle -> handle.createQuery(
                        """
                        select p.at, p.messages, p.in_per_second, p.out_per_second
                        from queue_name n join queue_point p on p.queue = n.no
                        where n.queue = :queue and p.step = :step and p.at >= :since order by p.at
                        """)
                .bind("queue", queue)
                .bind("step", step(span))
                .bind("since", Columns.kept(since))
                .map((row, context) -> new QueuePoint(
                        Columns.instant(row, "at"),
                        row.getLong("messages"),
                        row.getDouble("in_per_second"),
                        row.getDouble("out_per_second")))
                .list());
    }

    @Override
    public void mark(long newest, Instant at) {
        database.inTransaction("keep a mark of the broker", handle -> {
            handle.createUpdate("delete from broker_mark where at < :until")
                    .bind("until", Columns.kept(at.minus(MARKS_KEPT)))
                    .execute();
            return handle.createUpdate(
                            "insert into broker_mark (newest, at) values (:newest, :at) on conflict do nothing")
                    .bind("newest", newest)
                    .bind("at", Columns.kept(at))
                    .execute();
        });
    }

    @Override
    public Map<Long, Instant> marks() {
        return database.throughAll("read marks of the broker", handle -> handle
                .createQuery("select newest, at from broker_mark order by newest")
                .map((row, context) -> Map.entry(row.getLong("newest"), Columns.instant(row, "at")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Map<UUID, Instant> queuedAt(Collection<UUID> deliveries) {
        return database.inOneStatement("look up when deliveries were queued", handle -> {
            var query = handle.createQuery(
                    """
                    select r.id, r.judged_at from ruling r
                    where r.id = any(cast(:deliveries as uuid[])) and r.superseded_at is null
                    """);
            Columns.bind(query, "deliveries", deliveries, UUID::toString);
            return query
                    .map((row, context) ->
                            Map.entry(row.getObject("id", UUID.class), Columns.instant(row, "judged_at")))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        });
    }

    @Override
    public Map<UUID, QueueContents.Known> known(Collection<UUID> deliveries) {
        return database.inOneStatement("look up deliveries", handle -> {
            var query = handle.createQuery(
                    """
                    select r.id as delivery, m.source, m.id, m.type, r.judged_at, r.link_number
                    from ruling r join message m on m.no = r.message
                    where r.id = any(cast(:deliveries as uuid[])) and r.superseded_at is null
                    """);
            Columns.bind(query, "deliveries", deliveries, UUID::toString);
            return query.map((row, context) -> Map.entry(row.getObject("delivery", UUID.class), known(row))).stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        });
    }

    private static QueueContents.Known known(ResultSet row) throws SQLException {
        Long number = row.getObject("link_number", Long.class);
        return new QueueContents.Known(
                Columns.key(row),
                row.getString("type"),
                Columns.instant(row, "judged_at"),
                number == null ? OptionalLong.empty() : OptionalLong.of(number));
    }

    private static int step(Span span) {
        return Math.toIntExact(span.step().toSeconds());
    }
}
