package org.kivuko.connector.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Door;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;
import org.kivuko.model.Status;
import org.kivuko.operations.exercise.Run;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.MessageRow;

/** What lists show of messages whose numbers are known. */
final class SearchRows {
    private static final String ROWS =
            """
            select m.no, m.source, m.id, m.type, m.alert_type, m.msg_type, m.status, m.exercise, m.lane, m.accepted_at, m.door, m.handling,
                m.person, t.released, t.reduced, t.held, t.refused, t.reasons, t.state
            from unnest(:numbers) as k (no) join message m on m.no = k.no
            cross join lateral (
                select count(*) filter (where r.outcome = 'released') as released,
                    count(*) filter (where r.outcome = 'reduced') as reduced,
                    count(*) filter (where r.outcome = 'held') as held,
                    count(*) filter (where r.outcome = 'refused') as refused,
                    array_agg(distinct r.reason) filter (where r.reason is not null) as reasons,
                    min(case when r.crosses then coalesce((select max(e.state) from delivery_event e where e.ruling = r.no),
                        'queued') end) as state
                from ruling r where r.message = m.no and r.superseded_at is null and %s) t
            """;

    private SearchRows() {}

    /** In the order of the numbers. */
    static List<MessageRow> of(Handle handle, List<Long> numbers, Scope scope) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Map<Long, MessageRow> rows = byNumber(handle, numbers, scope);
        return numbers.stream().map(rows::get).filter(Objects::nonNull).toList();
    }

    private static Map<Long, MessageRow> byNumber(Handle handle, Collection<Long> numbers, Scope scope) {
        var query = handle.createQuery(
                        ROWS.formatted(SearchConditions.maySee(scope).orElse("true")))
                .bindArray("numbers", Long.class, numbers);
        if (!scope.everything()) {
            SearchConditions.bindScope(query, scope);
        }
        var rows = new HashMap<Long, MessageRow>();
        query.map((row, context) -> rows.put(row.getLong("no"), row(row))).list();
        return rows;
    }

    private static MessageRow row(ResultSet row) throws SQLException {
        var recipients = new EnumMap<Outcome, Integer>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            recipients.put(outcome, row.getInt(outcome.code()));
        }
        return new MessageRow(
                Columns.key(row),
                Columns.coded(MessageType.class, row.getString("type")),
                Columns.maybe(AlertType.class, row.getString("alert_type")),
                Columns.maybe(MsgType.class, row.getString("msg_type")),
                Columns.coded(Status.class, row.getString("status")),
                Optional.ofNullable(row.getString("exercise")).map(Run::parse),
                Columns.coded(Lane.class, row.getString("lane")),
                Columns.instant(row, "accepted_at"),
                Columns.maybe(Door.class, row.getString("door")),
                Columns.coded(Handling.class, row.getString("handling")),
                row.getBoolean("person"),
                recipients,
                reasons(row.getArray("reasons")),
                Columns.maybe(DeliveryState.class, row.getString("state")));
    }

    private static List<Code> reasons(Array reasons) throws SQLException {
        return reasons == null
                ? List.of()
                : Stream.of((String[]) reasons.getArray())
                        .map(code -> Columns.coded(Code.class, code))
                        .toList();
    }
}
