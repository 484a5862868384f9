package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertBook.Acknowledged;
import org.kivuko.operations.watch.AlertBook.Row;
import org.kivuko.operations.watch.AlertBook.SealedNote;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.AlertSeverity;
import org.kivuko.operations.watch.Targets;

/** Rows of alerts, as they are written and read. */
final class AlertRows {
    static final String COLUMNS =
            "a.no, a.id, a.kind, a.target, a.severity, a.value, a.threshold, a.since, a.calm_since,"
                    + " a.ended_at, a.acknowledged_by, a.acknowledged_at, a.assigned";

    private AlertRows() {}

    /** False where one of this kind and target is open already. */
    static boolean start(Handle handle, UUID hub, Alert alert) {
        return handle.createUpdate(
                                """
                                insert into alert (id, hub, of_one_hub, kind, target, agency, severity, value, threshold, since)
                                values (:id, :hub, :own, :kind, :target, :agency, :severity, :value, :threshold, :since)
                                on conflict do nothing
                                """)
                        .bind("id", alert.id())
                        .bind("hub", hub)
                        .bind("own", alert.kind().isOfOneHub())
                        .bind("kind", alert.kind().code())
                        .bind("target", alert.target())
                        .bind(
                                "agency",
                                Targets.agency(alert.kind(), alert.target()).orElse(null))
                        .bind("severity", alert.severity().code())
                        .bind("value", alert.value())
                        .bind("threshold", alert.threshold())
                        .bind("since", Columns.kept(alert.since()))
                        .execute()
                == 1;
    }

    /** False where it has ended before, or belongs to another hub that is still there. */
    static boolean update(Handle handle, UUID hub, Alert alert) {
        return handle.createUpdate(
                                """
                                update alert a set severity = :severity, value = :value, calm_since = :calm, ended_at = :ended
                                where a.id = :id and a.ended_at is null and (a.hub = :hub or\s"""
                                        + HubRows.FORGOTTEN + ")")
                        .bind("id", alert.id())
                        .bind("hub", hub)
                        .bind("severity", alert.severity().code())
                        .bind("value", alert.value())
                        .bind("calm", alert.calmSince().map(Columns::kept).orElse(null))
                        .bind("ended", alert.endedAt().map(Columns::kept).orElse(null))
                        .execute()
                == 1;
    }

    static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getObject("id", UUID.class),
                Columns.coded(AlertKind.class, row.getString("kind")),
                row.getString("target"),
                Columns.coded(AlertSeverity.class, row.getString("severity")),
                row.getLong("value"),
                row.getLong("threshold"),
                Columns.instant(row, "since"),
                maybe(row, "calm_since"),
                maybe(row, "ended_at"));
    }

    /** Without its notes. */
    static Row row(ResultSet row) throws SQLException {
        Optional<Instant> acknowledgedAt = maybe(row, "acknowledged_at");
        String by = row.getString("acknowledged_by");
        return new Row(
                row.getLong("no"),
                alert(row),
                acknowledgedAt.map(at -> new Acknowledged(by, at)),
                Optional.ofNullable(row.getString("assigned")),
                List.of());
    }

    static List<Row> withNotes(Handle handle, List<Row> rows) {
        Map<UUID, List<SealedNote>> notes =
                notes(handle, rows.stream().map(row -> row.alert().id()).toList());
        return rows.stream()
                .map(row -> new Row(
                        row.no(),
                        row.alert(),
                        row.acknowledged(),
                        row.assigned(),
                        notes.getOrDefault(row.alert().id(), List.of())))
                .toList();
    }

    private record About(UUID alert, SealedNote note) {}

    private static Map<UUID, List<SealedNote>> notes(Handle handle, Collection<UUID> alerts) {
        if (alerts.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery("select id, alert, by, at, text_key, text_sealed from alert_note"
                + " where alert = any(cast(:alerts as uuid[])) order by alert, no");
        Columns.bind(query, "alerts", alerts, UUID::toString);
        return query
                .map((row, context) -> new About(
                        row.getObject("alert", UUID.class),
                        new SealedNote(
                                row.getObject("id", UUID.class),
                                row.getString("by"),
                                Columns.instant(row, "at"),
                                new SealedContent(row.getBytes("text_key"), row.getBytes("text_sealed")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(About::alert, Collectors.mapping(About::note, Collectors.toList())));
    }

    static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
