package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.model.AgencyId;

/** Deliveries, and voids, on their way out of the inboxes. */
final class HandOver {
    private HandOver() {}

    static Set<UUID> fetched(Handle handle, AgencyId recipient, Collection<UUID> deliveries, Instant at) {
        if (deliveries.isEmpty()) {
            return Set.of();
        }
        var insert = handle.createUpdate(
                        """
                        with voids as (
                            insert into void_event (void, state, at)
                            select w.void, 'fetched', :at from withdrawal w join ruling r on r.no = w.ruling
                            where w.void = any(cast(:ids as uuid[])) and r.recipient = :recipient
                            order by w.void
                            on conflict (void, state) do nothing),
                        again as (
                            update resend s set handed_at = :at where s.ended_at is null and s.handed_at is null
                                and s.delivery in (
                                    select r.id from ruling r where r.id = any(cast(:ids as uuid[]))
                                        and r.superseded_at is null and r.recipient = :recipient
                                    union all
                                    select r.id from withdrawal w join ruling r on r.no = w.ruling
                                    where w.void = any(cast(:ids as uuid[])) and r.recipient = :recipient))
                        insert into delivery_event (ruling, state, at)
                        select r.no, 'fetched', :at from ruling r
                        where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                            and r.recipient = :recipient
                        order by r.no
                        on conflict (ruling, state) do nothing
                        """)
                .bind("at", Columns.kept(at));
        bind(insert, recipient, deliveries);
        insert.execute();
        var open = handle.createQuery(
                """
                select r.id from ruling r
                where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                    and r.recipient = :recipient
                    and (not exists (select from delivery_event e where e.ruling = r.no
                            and e.state in ('acknowledged', 'returned', 'recalled', 'expired'))
                        or (%1$s and not exists (select from withdrawal w where w.ruling = r.no)))
                union all
                select w.void from withdrawal w join ruling r on r.no = w.ruling
                where w.void = any(cast(:ids as uuid[])) and r.recipient = :recipient
                    and (not exists (select from void_event e where e.void = w.void and e.state = 'acknowledged') or %1$s)
                """
                        .formatted(ResendRows.OPEN));
        bind(open, recipient, deliveries);
        return open.mapTo(UUID.class).set();
    }

    private static void bind(SqlStatement<?> statement, AgencyId recipient, Collection<UUID> deliveries) {
        statement.bind("recipient", recipient.toString());
        Columns.bind(statement, "ids", deliveries, UUID::toString);
    }

    /** Gives those that were handed to this recipient. */
    static Set<UUID> acknowledge(Handle handle, AgencyId recipient, Map<UUID, Instant> deliveries) {
        if (deliveries.isEmpty()) {
            return Set.of();
        }
        List<Long> originals = Contents.lockBehind(handle, deliveries.keySet());
        Set<UUID> handed = noteAcknowledged(handle, recipient, deliveries);
        if (!handed.isEmpty()) {
            Contents.deleteEnded(handle, originals);
        }
        return handed;
    }

    private static Set<UUID> noteAcknowledged(Handle handle, AgencyId recipient, Map<UUID, Instant> deliveries) {
        var note = handle.createQuery(
                """
                with said as (
                    select cast(a.id as uuid) as id, cast(a.at as timestamptz) as at from unnest(:ids, :ats) as a (id, at)),
                handed as (
                    select r.no, r.id as delivery, said.at from said
                    join ruling r on r.id = said.id and r.superseded_at is null and r.recipient = :recipient
                    join delivery_event e on e.ruling = r.no and e.state = 'fetched'),
                noted as (
                    insert into delivery_event (ruling, state, at) select no, 'acknowledged', at from handed order by no
                    on conflict (ruling, state) do nothing),
                handed_void as (
                    select w.void, r.id as delivery, said.at from said
                    join withdrawal w on w.void = said.id
                    join ruling r on r.no = w.ruling and r.recipient = :recipient
                    join void_event e on e.void = w.void and e.state = 'fetched'),
                noted_void as (
                    insert into void_event (void, state, at) select void, 'acknowledged', at from handed_void order by void
                    on conflict (void, state) do nothing),
                ended as (
                    update resend s set ended_at = over.at
                    from (select delivery, at from handed union all select delivery, at from handed_void) over
                    where s.delivery = over.delivery and s.ended_at is null and s.handed_at is not null)
                select delivery from handed union all select void from handed_void
                """);
        bind(note, recipient, deliveries.keySet());
        Columns.bind(note, "ats", deliveries.values(), at -> Columns.kept(at).toString());
        return note.mapTo(UUID.class).set();
    }
}
