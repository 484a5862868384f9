package org.kivuko.connector.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.Hysteresis.Change;

/** The part of the ledger that keeps alerts. Thread-safe. */
final class PostgresAlerts implements AlertBook {
    private static final String SEEN = "(a.agency is null or :everything or a.agency = any(:agencies)"
            + " or split_part(a.agency, '.', 1) = any(:states))";

    private final Database database;

    PostgresAlerts(Database database) {
        this.database = database;
    }

    @Override
    public Open open(UUID hub, Duration within) {
        return database.inTransaction("read open alerts", handle -> {
            HubRows.looks(handle, hub, within);
            HubRows.takeOver(handle, hub);
            return HubRows.open(handle, hub);
        });
    }

    @Override
    public void keep(UUID hub, List<Change> changes, Set<String> channels, Instant at) {
        database.inTransaction("keep alerts", handle -> {
            changes.forEach(change -> {
                boolean started = change instanceof Change.Started;
                boolean done = started
                        ? AlertRows.start(handle, hub, change.alert())
                        : AlertRows.update(handle, hub, change.alert());
                if (done && !(change instanceof Change.Continued)) {
                    NoticeRows.add(handle, change.alert().id(), started, channels);
                }
            });
            return changes.size();
        });
    }

    @Override
    public List<Row> page(Asked asked) {
        return database.inTransaction("list alerts", handle -> {
            var query = handle.createQuery("select " + AlertRows.COLUMNS + " from alert a where " + SEEN
                            + " and a.no < :after" + ending(asked.which()) + " order by a.no desc limit :max")
                    .bind("after", asked.after().orElse(Long.MAX_VALUE))
                    .bind("max", asked.max());
            return AlertRows.withNotes(
                    handle,
                    seen(query, asked.scope())
                            .map((row, context) -> AlertRows.row(row))
                            .list());
        });
    }

    private static String ending(Which which) {
        return switch (which) {
            case OPEN -> " and a.ended_at is null";
            case ENDED -> " and a.ended_at is not null";
            case ALL -> "";
        };
    }

    private static Query seen(Query query, Scope scope) {
        Columns.bind(query, "states", scope.states(), Function.identity());
        Columns.bind(query, "agencies", scope.agencies(), AgencyId::toString);
        return query.bind("everything", scope.everything());
    }

    @Override
    public Optional<Row> find(UUID alert, Scope scope) {
        return database.inTransaction("find an alert", handle -> {
            var query = handle.createQuery("select " + AlertRows.COLUMNS + " from alert a where a.id = :id and " + SEEN)
                    .bind("id", alert);
            return AlertRows.withNotes(
                            handle,
                            seen(query, scope)
                                    .map((row, context) -> AlertRows.row(row))
                                    .list())
                    .stream()
                    .findFirst();
        });
    }

    @Override
    public void acknowledge(UUID alert, String by, Instant at) {
        change("acknowledge an alert", handle -> handle.createUpdate(
                        "update alert set acknowledged_by = :by, acknowledged_at = :at"
                                + " where id = :id and acknowledged_at is null")
                .bind("id", alert)
                .bind("by", by)
                .bind("at", Columns.kept(at))
                .execute());
    }

    @Override
    public void assign(UUID alert, Optional<String> to) {
        change("assign an alert", handle -> handle.createUpdate("update alert set assigned = :to where id = :id")
                .bind("id", alert)
                .bind("to", to.orElse(null))
                .execute());
    }

    @Override
    public void note(UUID alert, SealedNote note) {
        change("note something about an alert", handle -> handle.createUpdate(
                        "insert into alert_note (id, alert, by, at, text_key, text_sealed)"
                                + " values (:id, :alert, :by, :at, :key, :sealed) on conflict do nothing")
                .bind("id", note.id())
                .bind("alert", alert)
                .bind("by", note.by())
                .bind("at", Columns.kept(note.at()))
                .bind("key", note.text().wrappedKey())
                .bind("sealed", note.text().sealed())
                .execute());
    }

    private void change(String what, Function<Handle, Integer> work) {
        database.inTransaction(what, work::apply);
    }
}
