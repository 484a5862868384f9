package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.queues.PauseStore;

/** Who paused which queue. The last act on a queue says how it stands. */
final class PauseRows implements PauseStore {
    private final Database database;

    PauseRows(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Act> paused() {
        return database.throughAll("read which queues are paused", handle -> handle
                .createQuery(
                        """
                        select * from (select distinct on (queue) * from queue_act order by queue, no desc) as last
                        where not resumed
                        """)
                .map((row, context) -> act(row))
                .stream()
                .collect(Collectors.toMap(Act::queue, act -> act)));
    }

    @Override
    public Optional<Act> under(UUID key) {
        return database.inOneStatement(
                "look up an act", handle -> handle.createQuery("select * from queue_act where key = :key")
                        .bind("key", key)
                        .map((row, context) -> act(row))
                        .findOne());
    }

    private static Act act(ResultSet row) throws SQLException {
        return new Act(
                row.getObject("key", UUID.class),
                row.getString("queue"),
                row.getBoolean("resumed"),
                row.getString("by"),
                Columns.instant(row, "at"),
                new SealedContent(row.getBytes("reason_key"), row.getBytes("reason_sealed")));
    }

    @Override
    public boolean note(Act act) {
        return 1
                == database.<Integer, RuntimeException>inTransaction(
                        "note an act on a queue", handle -> handle.createUpdate(
                                        """
                        insert into queue_act (key, queue, resumed, by, at, reason_key, reason_sealed)
                        values (:key, :queue, :resumed, :by, :at, :wrapped, :sealed) on conflict (key) do nothing
                        """)
                                .bind("key", act.key())
                                .bind("queue", act.queue())
                                .bind("resumed", act.resumed())
                                .bind("by", act.by())
                                .bind("at", Columns.kept(act.at()))
                                .bind("wrapped", act.reason().wrappedKey())
                                .bind("sealed", act.reason().sealed())
                                .execute());
    }
}
