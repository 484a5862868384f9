package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.restore.LedgerMarks;

/** The marks of a ledger's broker, in PostgreSQL. Thread-safe. */
final class PostgresMarks implements LedgerMarks {
    private final Database database;

    PostgresMarks(Database database) {
        this.database = database;
    }

    @Override
    public void alone(Runnable work) {
        database.<Void, RuntimeException>inTransaction("be alone with the marks", handle -> {
            handle.execute("select 1 from ledger for update");
            work.run();
            return null;
        });
    }

    @Override
    public Set<String> marks() {
        return database.inOneStatement("read the marks", handle -> handle.createQuery("select mark from pairing")
                .mapTo(String.class)
                .set());
    }

    @Override
    public void announce(String mark, Instant at) {
        database.inOneStatement("announce a mark", handle -> handle.createUpdate(
                        "insert into pairing (mark, at, confirmed) values (:mark, :at, false)")
                .bind("mark", mark)
                .bind("at", Columns.kept(at))
                .execute());
    }

    @Override
    public void confirm(String mark) {
        database.<Void, RuntimeException>inTransaction("confirm a mark", handle -> {
            handle.createUpdate("update pairing set confirmed = true where mark = :mark")
                    .bind("mark", mark)
                    .execute();
            handle.createUpdate("delete from pairing where mark <> :mark")
                    .bind("mark", mark)
                    .execute();
            return null;
        });
    }

    @Override
    public Map<String, Position> positions() {
        return database.inTransaction("read how far the outboxes have come", handle -> handle
                .createQuery(
                        """
                                select o.queue, greatest(o.marker, coalesce(last.number, 0)) as recorded,
                                    greatest(o.marker, coalesce((select max(b.number) from batch b where b.queue = o.queue
                                        and b.superseded_at is null and b.number < last.number), 0)) as released
                                from outbox o
                                left join lateral (select max(b.number) as number from batch b
                                    where b.queue = o.queue and b.superseded_at is null) last on true
                                """)
                .map((row, context) -> Map.entry(
                        row.getString("queue"), new Position(row.getLong("released"), row.getLong("recorded"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public void accept(Map<String, Long> released) {
        database.inOneStatement("note what was released", handle -> raise(handle, released));
    }

    /** How far each outbox was released; never less far than is known. */
    static int raise(Handle handle, Map<String, Long> released) {
        if (released.isEmpty()) {
            return 0;
        }
        var raise = handle.createUpdate(
                """
                insert into outbox (queue, epoch, marker)
                select e.queue, 0, cast(e.marker as bigint) from unnest(:queues, :markers) as e (queue, marker)
                order by e.queue
                on conflict (queue) do update set marker = greatest(outbox.marker, excluded.marker)
                """);
        Columns.bind(raise, "queues", released.keySet(), queue -> queue);
        Columns.bind(raise, "markers", released.values(), marker -> Long.toString(marker));
        return raise.execute();
    }
}
