package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Status;

/** What waits in inboxes as far as the ledger knows, and what it learns of it afterwards. */
final class WaitingRows {
    private WaitingRows() {}

    /**
     * The sums that the database keeps, the voids that nobody has taken over, and what is handed over again although it has ended.
     * What has ended both as itself and as its void is counted twice: too many costs a look, too few a hand-over that is lost.
     */
    static Map<AgencyId, Long> counts(Handle handle) {
        return handle
                .createQuery(
                        """
                        select recipient, cast(sum(messages) as bigint) as messages from (
                            select recipient, messages from waiting
                            union all
                            select recipient, messages from waiting_change
                            union all
                            select r.recipient, 1 from withdrawal w join ruling r on r.no = w.ruling
                            where not exists (select from void_event e where e.void = w.void and e.state = 'acknowledged')
                            union all
                            select r.recipient, 1 from resend s
                            join ruling r on r.id = s.delivery and r.superseded_at is null
                            where s.ended_at is null and s.placed_at is not null
                                and exists (select from delivery_event e where e.ruling = r.no
                                    and e.state in ('acknowledged', 'answered', 'returned', 'recalled', 'expired'))) x
                        group by recipient having sum(messages) > 0
                        """)
                .map((row, context) -> Map.entry(AgencyId.of(row.getString("recipient")), row.getLong("messages")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Begins at the kept originals: there is one for everything that waits, and none for what has ended. */
    static Withdrawals.Believed of(Handle handle, Inbox inbox) {
        Map<Boolean, Set<UUID>> items = byReleased(handle, inbox);
        return new Withdrawals.Believed(items.get(true), items.get(false).size());
    }

    /** All of them, whatever became of the batch of each. */
    static Set<UUID> recorded(Handle handle, Inbox inbox) {
        var all = new HashSet<UUID>();
        byReleased(handle, inbox).values().forEach(all::addAll);
        return all;
    }

    private static Map<Boolean, Set<UUID>> byReleased(Handle handle, Inbox inbox) {
        Map<Boolean, Set<UUID>> items = Map.of(true, new HashSet<>(), false, new HashSet<>());
        handle.createQuery(
                        """
                        select r.id, (b.number <= o.marker or exists (select from batch n
                                where n.queue = b.queue and n.number > b.number and n.superseded_at is null)) as released
                        from content c
                        join ruling r on r.message = c.message and r.recipient = :recipient
                            and r.crosses and r.superseded_at is null
                        join message m on m.no = r.message and m.lane = :lane and (m.status = :actual) = :live
                        join batch b on b.no = r.batch join outbox o on o.queue = b.queue
                        where (not exists (select from delivery_event e where e.ruling = r.no
                                and e.state in ('acknowledged', 'answered', 'returned', 'recalled', 'expired'))
                                and not %2$s)
                            or (%1$s and not exists (select from withdrawal w where w.ruling = r.no))
                        union all
                        select w.void, true from withdrawal w
                        join ruling r on r.no = w.ruling and r.recipient = :recipient
                        join message m on m.no = r.message and m.lane = :lane and (m.status = :actual) = :live
                        where (not exists (select from void_event e where e.void = w.void and e.state = 'acknowledged')
                                and not %2$s)
                            or %1$s
                        """
                                .formatted(ResendRows.PLACED, ResendRows.NOT_PLACED))
                .bind("recipient", inbox.agency().toString())
                .bind("lane", inbox.lane().code())
                .bind("actual", Status.ACTUAL.code())
                .bind("live", inbox.channel() == Channel.LIVE)
                .map((row, context) -> items.get(row.getBoolean("released")).add(row.getObject("id", UUID.class)))
                .list();
        return items;
    }

    static void takenOver(Handle handle, AgencyId recipient, Collection<UUID> items, Instant at) {
        HandOver.fetched(handle, recipient, items, at);
        var note = handle.createUpdate(
                        """
                        with voids as (
                            insert into void_event (void, state, at)
                            select w.void, 'acknowledged', :at from withdrawal w join ruling r on r.no = w.ruling
                            where w.void = any(cast(:ids as uuid[])) and r.recipient = :recipient
                            order by w.void
                            on conflict (void, state) do nothing),
                        ended as (
                            update resend s set ended_at = :at where s.ended_at is null and s.placed_at is not null
                                and s.delivery in (
                                    select r.id from ruling r where r.id = any(cast(:ids as uuid[]))
                                        and r.superseded_at is null and r.recipient = :recipient
                                    union all
                                    select r.id from withdrawal w join ruling r on r.no = w.ruling
                                    where w.void = any(cast(:ids as uuid[])) and r.recipient = :recipient))
                        insert into delivery_event (ruling, state, at)
                        select r.no, 'acknowledged', :at from ruling r
                        where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                            and r.recipient = :recipient
                        order by r.no
                        on conflict (ruling, state) do nothing
                        """)
                .bind("at", Columns.kept(at))
                .bind("recipient", recipient.toString());
        Columns.bind(note, "ids", items, UUID::toString);
        note.execute();
    }
}
