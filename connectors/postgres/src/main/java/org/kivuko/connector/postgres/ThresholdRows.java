package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.ThresholdBook;
import org.kivuko.operations.watch.Thresholds;

/** Thresholds that were set while hubs ran. Thread-safe. */
final class ThresholdRows implements ThresholdBook {
    private static final String EVERY = "";

    private final Database database;

    ThresholdRows(Database database) {
        this.database = database;
    }

    @Override
    public List<Choice> all() {
        return database.inOneStatement("read thresholds", handle -> handle.createQuery(
                        "select kind, target, value, set_by, set_at from alert_threshold order by kind, target")
                .map((row, context) -> {
                    long value = row.getLong("value");
                    return new Choice(
                            new Thresholds.Threshold(
                                    new Thresholds.Key(
                                            Columns.coded(AlertKind.class, row.getString("kind")),
                                            Optional.of(row.getString("target")).filter(text -> !text.equals(EVERY))),
                                    row.getObject("value") == null ? OptionalLong.empty() : OptionalLong.of(value)),
                            row.getString("set_by"),
                            Columns.instant(row, "set_at"));
                })
                .list());
    }

    @Override
    public void set(Thresholds.Threshold threshold, String by, Instant at) {
        database.inTransaction("set a threshold", handle -> handle.createUpdate(
                        """
                        insert into alert_threshold (kind, target, value, set_by, set_at)
                        values (:kind, :target, :value, :by, :at)
                        on conflict (kind, target) do update
                        set value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                .bind("kind", threshold.key().kind().code())
                .bind("target", threshold.key().target().orElse(EVERY))
                .bind("value", threshold.value().isPresent() ? threshold.value().getAsLong() : null)
                .bind("by", by)
                .bind("at", Columns.kept(at))
                .execute());
    }

    @Override
    public void unset(Thresholds.Key key) {
        database.inTransaction("take back a threshold", handle -> handle.createUpdate(
                        "delete from alert_threshold where kind = :kind and target = :target")
                .bind("kind", key.kind().code())
                .bind("target", key.target().orElse(EVERY))
                .execute());
    }
}
