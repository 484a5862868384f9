package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;

/** What follows from recalls: what is held of the message is closed, what waits is withdrawn, its corrections included. */
final class RecallRows {
    /** The messages that recalls of {@code named} (message, source, refs) are about. */
    private static final String ABOUT =
            """
            about as (
                select n.message as recall, n.source as by, m.no, m.batch, m.status, m.lane from named n
                join message m on m.source = split_part(n.refs[1], '/', 1) and m.id = split_part(n.refs[1], '/', 2)
                union all
                select n.message, n.source, m.no, m.batch, m.status, m.lane from named n
                join message m on m.refs <> '{}' and m.refs @> n.refs and m.type = 'kivuko.correction.v1')
            """;

    private static final String RECORDED_NOW =
            """
            with named as (
                select f.no as message, f.source, f.refs from unnest(:messages) as k (no)
                join message f on f.no = cast(k.no as bigint)),
            """
                    + ABOUT;

    private static final String OPEN =
            """
            with named as (
                select f.no as message, f.source, f.refs from recall c
                join message f on f.no = c.message and f.batch is not null
                where c.done_at is null),
            """
                    + ABOUT;

    /**
     * Not acknowledged, and not out of its inbox; or to be handed over again, as itself: what its recipient has taken over and
     * asked for again waits like anything else, and its events say that it has ended.
     */
    static final String WAITS =
            """
            r.crosses and (not exists (select from delivery_event e where e.ruling = r.no
                    and e.state in ('acknowledged', 'answered', 'returned', 'recalled', 'expired'))
                or (%s and not exists (select from withdrawal v where v.ruling = r.no)))
            """
                    .formatted(ResendRows.OPEN);

    private RecallRows() {}

    static List<Taken> among(Collection<Taken> taken) {
        return taken.stream()
                .filter(message -> message.entry().header().type() == MessageType.RECALL)
                .toList();
    }

    /** Notes recalls, and that what is held now is to be refused: from here on no officer releases it. */
    static void close(Handle handle, List<Taken> recalls, Instant now) {
        if (recalls.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                """
                insert into recall (message) select cast(message as bigint) from unnest(:messages) as r (message)
                on conflict (message) do update set done_at = null
                """);
        bind(insert, recalls).execute();
        // A release that is being recorded comes first, or finds what stands in the next statement.
        var lock = handle.createQuery(
                RECORDED_NOW
                        + """
                select r.no from ruling r where r.message in (select no from about)
                    and r.outcome = 'held' and r.superseded_at is null order by r.no for update
                """);
        List<Long> held = bind(lock, recalls).mapTo(Long.class).list();
        if (held.isEmpty()) {
            return;
        }
        var due = handle.createUpdate(
                        RECORDED_NOW
                                + """
                        insert into due (delivery, ruling, what, at, by)
                        select r.id, r.no, 'recall', :now, a.by from about a
                        join ruling r on r.message = a.no and r.no = any(:held)
                        on conflict do nothing
                        """)
                .bind("now", Columns.kept(now))
                .bindArray("held", Long.class, held);
        bind(due, recalls).execute();
    }

    /** What a recall is not delivered for, because it was held when the recall was judged, may have crossed since. */
    static void requireUnchanged(Handle handle, List<Taken> recalls) {
        if (recalls.isEmpty()) {
            return;
        }
        var crossed = handle.createQuery(
                RECORDED_NOW
                        + """
                select exists (select from about a
                    join ruling told on told.message = a.recall and told.superseded_at is null
                        and told.outcome = 'refused' and told.reason = 'RECALLED'
                    join ruling r on r.message = a.no and r.recipient = told.recipient
                        and r.superseded_at is null and r.crosses)
                """);
        if (bind(crossed, recalls).mapTo(Boolean.class).one()) {
            throw new LedgerUnavailable("what is recalled was released meanwhile: the recall is judged again", null);
        }
        var disclosed = handle.createQuery(
                RECORDED_NOW
                        + """
                select exists (select from about a
                    join disclosure d on d.message = a.no
                    join ruling r on r.message = a.no and r.recipient = d.recipient
                        and r.superseded_at is null and r.crosses
                    where d.recipient <> a.by and not exists (select from ruling told where told.message = a.recall
                        and told.recipient = d.recipient and told.superseded_at is null))
                """);
        if (bind(disclosed, recalls).mapTo(Boolean.class).one()) {
            throw new LedgerUnavailable("what is recalled was disclosed meanwhile: the recall is judged again", null);
        }
    }

    /** What waits and was not asked for; what a finished round has not met is with its recipient. */
    static List<Withdrawal> waiting(Handle handle, Instant at) {
        handle.createUpdate(OPEN
                        + """
                        update recall set done_at = :at where message in (select message from named)
                            and message not in (select a.recall from about a
                                left join ruling r on r.message = a.no and r.superseded_at is null
                                left join withdrawal_asked w on w.delivery = r.id
                                where a.batch is null or r.outcome = 'held' or (%s and (w.delivery is null
                                    or exists (select from inbox i where i.agency = r.recipient and i.lane = a.lane
                                        and i.channel = case a.status when 'actual' then 'live' else 'exercise' end
                                        and (i.turning or i.judged_under = '')))))
                        """
                                .formatted(WAITS))
                .bind("at", Columns.kept(at))
                .execute();
        return handle
                .createQuery(OPEN
                        + """
                        select distinct r.id from about a join ruling r on r.message = a.no and r.superseded_at is null
                        where %s and not exists (select from withdrawal_asked w where w.delivery = r.id)
                        """
                                .formatted(WAITS))
                .mapTo(UUID.class)
                .stream()
                .map(delivery -> new Withdrawal(delivery, DeliveryState.RECALLED, Code.RECALLED, Optional.empty()))
                .toList();
    }

    /** What a killed hub left unreleased is recorded anew under new ids: recalls of it have to find those. */
    static void reopen(Handle handle, List<Long> batches) {
        handle.createUpdate(
                        """
                        update recall set done_at = null where done_at is not null and message in (
                            select f.no from message m
                            join message f on f.refs <> '{}' and f.refs @> array[m.source || '/' || m.id]
                                and f.type = 'kivuko.recall.v1'
                            where m.batch = any(:batches))
                        """)
                .bindArray("batches", Long.class, batches)
                .execute();
    }

    private static <S extends org.jdbi.v3.core.statement.SqlStatement<S>> S bind(S statement, List<Taken> recalls) {
        Columns.bind(statement, "messages", recalls, recall -> Long.toString(recall.no()));
        return statement;
    }
}
