package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.exchange.RulingRow;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;

/** What operators and auditors read, and dry runs, which only they read. */
final class Evidence {
    private Evidence() {}

    static void dryRun(Handle handle, String caller, Instant at, Header header, Map<AgencyId, Outcome> outcomes) {
        var insert = handle.createUpdate(
                        """
                        insert into dry_run (at, caller, type, status, alert_type, person, outcomes)
                        values (:at, :caller, :type, :status, :alertType, :person, :outcomes)
                        """)
                .bind("at", Columns.kept(at))
                .bind("caller", caller)
                .bind("type", header.type().code())
                .bind("status", header.status().code())
                .bind("alertType", Columns.codeOrNull(header.alertType()))
                .bind("person", header.person());
        var sorted = new TreeMap<>(outcomes);
        Columns.bind(
                insert,
                "outcomes",
                sorted.entrySet(),
                outcome -> outcome.getKey() + " " + outcome.getValue().code());
        insert.execute();
    }

    static List<RulingRow> lastRulings(Handle handle, int max) {
        return handle.createQuery(
                        """
                        select r.judged_at, m.source, r.recipient, m.type, r.outcome, r.reason, r.rules, r.removed
                        from ruling r join message m on m.no = r.message
                        where r.superseded_at is null order by r.no desc limit :max
                        """)
                .bind("max", max)
                .map((row, context) -> new RulingRow(
                        Columns.instant(row, "judged_at"),
                        AgencyId.of(row.getString("source")),
                        AgencyId.of(row.getString("recipient")),
                        Columns.coded(MessageType.class, row.getString("type")),
                        Columns.coded(Outcome.class, row.getString("outcome")),
                        Columns.maybe(Code.class, row.getString("reason")),
                        Columns.texts(row, "rules"),
                        Columns.texts(row, "removed")))
                .list();
    }

    static List<QuarantineRow> quarantine(Handle handle, int max) {
        return handle.createQuery(
                        """
                        select at, agency, door, code, faults, uid,
                            redriven + case when gone = 'redriven' then 1 else 0 end as redriven
                        from copy
                        where kind = 'quarantined' and superseded_at is null order by no desc limit :max
                        """)
                .bind("max", max)
                .map((row, context) -> new QuarantineRow(
                        Columns.instant(row, "at"),
                        AgencyId.of(row.getString("agency")),
                        Columns.coded(Door.class, row.getString("door")),
                        Columns.coded(Code.class, row.getString("code")),
                        CopyRows.faults(Columns.texts(row, "faults")),
                        Optional.ofNullable(row.getObject("uid", UUID.class)),
                        row.getInt("redriven")))
                .list();
    }

    static Map<String, Long> counts(Handle handle) {
        var counts = new TreeMap<String, Long>();
        for (String query : List.of(
                """
                select coalesce(sum(accepted), 0) as accepted, coalesce(sum(duplicates), 0) as duplicate,
                    coalesce(sum(conflicts), 0) as conflict, coalesce(sum(quarantined), 0) as quarantined,
                    coalesce(sum(turned), 0) as turned, coalesce(sum(released), 0) as released,
                    coalesce(sum(reduced), 0) as reduced, coalesce(sum(held), 0) as held,
                    coalesce(sum(refused), 0) as refused, coalesce(sum(released + reduced), 0) as queued,
                    count(*) as batches
                from batch where superseded_at is null
                """,
                """
                select count(*) filter (where state = 'fetched') as fetched,
                    count(*) filter (where state = 'acknowledged') as acknowledged,
                    count(*) filter (where state = 'answered') as answered,
                    count(*) filter (where state = 'returned') as returned,
                    count(*) filter (where state = 'recalled') as recalled,
                    count(*) filter (where state = 'expired') as expired
                from delivery_event
                """,
                "select count(*) as batches_superseded from batch where superseded_at is not null",
                "select count(*) as claims_open from message where not accepted",
                """
                select count(*) as late from due d
                join ruling r on r.id = d.delivery and r.superseded_at is null and r.crosses
                where d.what = 'late' and d.carried_by is not null and d.closed_at is null
                """,
                "select count(*) as dry_runs from dry_run")) {
            handle.createQuery(query).mapToMap(Long.class).one().forEach(counts::put);
        }
        return counts;
    }
}
