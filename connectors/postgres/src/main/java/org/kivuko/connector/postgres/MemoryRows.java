package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.EvidenceUse;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Passing;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Memory;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.RuleName;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageKey;

/** What rulings to come ask about earlier ones. */
final class MemoryRows {
    private MemoryRows() {}

    static Map<AgencyId, Map<String, Integer>> used(Handle handle, Outbox outbox, Map<String, Instant> since) {
        if (since.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                """
                select r.recipient, k.rule, count(*) as used
                from unnest(:rules, :lasting, :sinces) as k (rule, lasting, since)
                join ruling r on r.capped_queue = :queue and r.first_judged_at is null
                    and (r.superseded_at is null or r.superseded_by is not null)
                    and r.judged_at > cast(k.since as timestamptz)
                    and exists (select from unnest(r.rules) as n (name)
                        where regexp_replace(n.name, '@[0-9]+/', '/') = k.lasting)
                group by r.recipient, k.rule
                """);
        List<Map.Entry<String, Instant>> entries = List.copyOf(since.entrySet());
        Columns.bind(query, "rules", entries, Map.Entry::getKey);
        Columns.bind(query, "lasting", entries, entry -> RuleName.lasting(entry.getKey()));
        Columns.bind(query, "sinces", entries, entry -> Columns.kept(entry.getValue())
                .toString());
        var used = new HashMap<AgencyId, Map<String, Integer>>();
        query.bind("queue", outbox.queue())
                .map((row, context) -> used.computeIfAbsent(
                                AgencyId.of(row.getString("recipient")), any -> new HashMap<>())
                        .put(row.getString("rule"), row.getInt("used")))
                .list();
        return used;
    }

    static List<Memory.Handed> handed(
            Handle handle, AgencyId agency, Collection<MessageKey> references, Collection<String> marks) {
        if (references.isEmpty() && marks.isEmpty()) {
            return List.of();
        }
        var query = handle.createQuery(
                """
                with found as (
                    select r.no, r.message, k.mark from subject_mark k
                    join ruling r on r.no = k.ruling and r.superseded_at is null
                    where k.holder = :agency and k.mark = any(:marks) and not exists (
                        select from subject_mark own join message o on o.no = own.message and o.batch is not null
                        where own.holder = :agency and own.mark = k.mark and own.ruling is null
                            and own.message < k.message)
                    union
                    select r.no, r.message, null from unnest(:sources, :ids) as f (source, id)
                    join message m on m.source = f.source and m.id = f.id
                    join ruling r on r.message = m.no and r.recipient = :agency and r.superseded_at is null)
                select m.source, m.id, found.mark, r.onward, r.onward_to, r.evidence, r.handling,
                    (select array_agg(a.recipient) from ruling a
                     where a.message = m.no and a.superseded_at is null and a.shown_to_sender) as addressed
                from found join ruling r on r.no = found.no join message m on m.no = found.message
                where exists (select from delivery_event e where e.ruling = r.no)
                order by r.no
                """);
        Columns.bindKeys(query, references);
        Columns.bind(query, "marks", marks, mark -> mark);
        return query.bind("agency", agency.toString())
                .map((row, context) -> handed(row))
                .list();
    }

    private static Memory.Handed handed(ResultSet row) throws SQLException {
        var passing = new Passing(
                Columns.coded(Onward.class, row.getString("onward")),
                Set.copyOf(Columns.texts(row, "onward_to")),
                Columns.coded(EvidenceUse.class, row.getString("evidence")));
        Set<AgencyId> addressed = row.getArray("addressed") == null
                ? Set.of()
                : Columns.texts(row, "addressed").stream().map(AgencyId::of).collect(Collectors.toSet());
        return new Memory.Handed(
                Columns.key(row),
                Optional.ofNullable(row.getString("mark")),
                passing,
                Columns.coded(Handling.class, row.getString("handling")),
                addressed);
    }

    /** Inserts the marks of what was sent and of what crosses. */
    static void insert(OneTrip trip, Collection<Taken> taken, List<RulingRows.Row> made) {
        var rows = new ArrayList<String[]>();
        for (Taken message : taken) {
            String no = Long.toString(message.no());
            message.entry()
                    .marks()
                    .forEach(mark -> rows.add(new String[] {
                        no, null, message.entry().key().source().toString(), mark
                    }));
        }
        for (RulingRows.Row row : made) {
            Delivery delivery = row.delivery();
            if (row.ruling().outcome().crosses()) {
                delivery.traces()
                        .marks()
                        .forEach(mark -> rows.add(new String[] {
                            Long.toString(row.message()),
                            delivery.id().toString(),
                            row.ruling().recipient().toString(),
                            mark
                        }));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        trip.add(
                """
                insert into subject_mark (message, ruling, holder, mark)
                select cast(e.message as bigint),
                    (select r.no from ruling r where r.id = cast(e.delivery as uuid) and r.superseded_at is null),
                    e.holder, e.mark
                from unnest(:markedMessages, :markedDeliveries, :holders, :marks) as e (message, delivery, holder, mark)
                """,
                insert -> {
                    Columns.bind(insert, "markedMessages", rows, row -> row[0]);
                    Columns.bind(insert, "markedDeliveries", rows, row -> row[1]);
                    Columns.bind(insert, "holders", rows, row -> row[2]);
                    Columns.bind(insert, "marks", rows, row -> row[3]);
                });
    }
}
