package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.RecallRow;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** How far recalls have come. */
final class RecallView {
    private RecallView() {}

    private record Line(MessageKey recall, MessageKey recalled, Instant at, boolean done, List<RecallRow.Part> parts) {}

    static List<RecallRow> newest(Handle handle, int max) {
        var lines = new LinkedHashMap<MessageKey, Line>();
        handle.createQuery(
                        """
                        with newest as (
                            select f.no, f.source, f.id, f.refs, f.accepted_at, c.done_at from recall c
                            join message f on f.no = c.message and f.batch is not null
                            order by f.no desc limit :max)
                        select n.source, n.id, n.refs[1] as recalled, n.accepted_at, n.done_at is not null as done,
                            r.recipient,
                            case when r.outcome = 'held' then 'open'
                                when r.outcome = 'refused' then 'refused'
                                when w.ruling is not null and f.at is null then 'withdrawn'
                                when a.at is not null then 'confirmed'
                                when f.at is null and h.at is null and n.done_at is null then 'open'
                                else 'told' end as standing,
                            coalesce(case when w.ruling is not null and f.at is null then w.at else a.at end,
                                told.judged_at, r.judged_at) as since
                        from newest n
                        left join message m on m.source = split_part(n.refs[1], '/', 1)
                            and m.id = split_part(n.refs[1], '/', 2)
                        left join ruling r on r.message = m.no and r.superseded_at is null
                            and (r.crosses or r.outcome = 'held' or (r.was_held and r.reason = 'RECALLED'))
                        left join withdrawal w on w.ruling = r.no
                        left join delivery_event f on f.ruling = r.no and f.state = 'fetched'
                        left join delivery_event h on h.ruling = r.no and h.state = 'acknowledged'
                        left join ruling told on told.message = n.no and told.recipient = r.recipient
                            and told.superseded_at is null
                        left join lateral (select min(e.at) as at from delivery_event e where e.ruling = told.no
                            and e.state in ('acknowledged', 'answered')) a on true
                        order by n.no desc, r.no
                        """)
                .bind("max", max)
                .map((row, context) -> add(lines, row))
                .list();
        return lines.values().stream()
                .map(line -> new RecallRow(line.recall(), line.recalled(), line.at(), line.done(), line.parts()))
                .toList();
    }

    private static Line add(Map<MessageKey, Line> lines, ResultSet row) throws SQLException {
        MessageKey recall = Columns.key(row);
        MessageKey recalled = MessageKey.parse(row.getString("recalled")).orElseThrow();
        Instant at = Columns.instant(row, "accepted_at");
        boolean done = row.getBoolean("done");
        Line line = lines.computeIfAbsent(recall, any -> new Line(recall, recalled, at, done, new ArrayList<>()));
        addPart(line.parts(), row);
        return line;
    }

    /** How far it has come with the recipient of a row; nothing where the row has none. */
    static void addPart(List<RecallRow.Part> parts, ResultSet row) throws SQLException {
        if (row.getString("recipient") != null) {
            parts.add(new RecallRow.Part(
                    AgencyId.of(row.getString("recipient")),
                    Columns.coded(RecallRow.Standing.class, row.getString("standing")),
                    Columns.instant(row, "since")));
        }
    }
}
