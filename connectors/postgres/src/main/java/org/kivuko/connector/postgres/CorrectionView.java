package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.CorrectionRow;
import org.kivuko.exchange.RecallRow;
import org.kivuko.model.MessageKey;

/** How far corrections have come. */
final class CorrectionView {
    private CorrectionView() {}

    private record Line(MessageKey correction, MessageKey corrected, Instant at, List<RecallRow.Part> parts) {}

    static List<CorrectionRow> newest(Handle handle, int max) {
        var lines = new LinkedHashMap<MessageKey, Line>();
        handle.createQuery(
                        """
                        with newest as (
                            select no, source, id, refs, accepted_at from message
                            where type = 'kivuko.correction.v1' and no > 0 and batch is not null order by no desc limit :max)
                        select n.source, n.id, n.refs[1] as corrected, n.accepted_at, r.recipient,
                            case when r.outcome = 'held' then 'open'
                                when r.outcome = 'refused' then 'refused'
                                when a.at is not null then 'confirmed'
                                when w.ruling is not null and f.at is null then 'withdrawn'
                                else 'told' end as standing,
                            coalesce(a.at, case when f.at is null then w.at end, r.judged_at) as since
                        from newest n
                        left join ruling r on r.message = n.no and r.superseded_at is null
                        left join withdrawal w on w.ruling = r.no
                        left join delivery_event f on f.ruling = r.no and f.state = 'fetched'
                        left join lateral (select min(e.at) as at from delivery_event e where e.ruling = r.no
                            and e.state in ('acknowledged', 'answered')) a on true
                        order by n.no desc, r.no
                        """)
                .bind("max", max)
                .map((row, context) -> add(lines, row))
                .list();
        return lines.values().stream()
                .map(line -> new CorrectionRow(line.correction(), line.corrected(), line.at(), line.parts()))
                .toList();
    }

    private static Line add(Map<MessageKey, Line> lines, ResultSet row) throws SQLException {
        MessageKey correction = Columns.key(row);
        MessageKey corrected = MessageKey.parse(row.getString("corrected")).orElseThrow();
        Instant at = Columns.instant(row, "accepted_at");
        Line line = lines.computeIfAbsent(correction, any -> new Line(correction, corrected, at, new ArrayList<>()));
        RecallView.addPart(line.parts(), row);
        return line;
    }
}
