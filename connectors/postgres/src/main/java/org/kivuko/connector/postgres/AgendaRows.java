package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.Hold;
import org.kivuko.exchange.Agenda;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.HeldRow;
import org.kivuko.exchange.LateRow;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;

/** What is held, what is late, and what is due. */
final class AgendaRows {
    private static final String HELD =
            """
            select r.no, r.id as delivery, m.source, m.id, m.type, m.status, r.recipient, r.rules, r.hold_cause, r.hold_until,
                coalesce(r.first_judged_at, r.judged_at) as since,
                exists (select from due d where d.ruling = r.no and d.what in ('release', 'refuse'))
                    or exists (select from due d where d.ruling = r.no and d.what = 'recall') as decided
            from ruling r join message m on m.no = r.message where r.outcome = 'held' and r.superseded_at is null
            """;

    private AgendaRows() {}

    static List<HeldRow> held(Handle handle, long after, int max) {
        return handle.createQuery(HELD + " and r.no > :after order by r.no limit :max")
                .bind("after", after)
                .bind("max", max)
                .map((row, context) -> held(row))
                .list();
    }

    static Optional<HeldRow> held(Handle handle, UUID delivery) {
        return handle.createQuery(HELD + " and r.id = :delivery")
                .bind("delivery", delivery)
                .map((row, context) -> held(row))
                .findOne();
    }

    private static HeldRow held(ResultSet row) throws SQLException {
        return new HeldRow(
                row.getLong("no"),
                row.getObject("delivery", UUID.class),
                Columns.key(row),
                Columns.coded(MessageType.class, row.getString("type")),
                Columns.coded(Status.class, row.getString("status")),
                AgencyId.of(row.getString("recipient")),
                Columns.texts(row, "rules"),
                Columns.coded(Hold.Cause.class, row.getString("hold_cause")),
                Columns.instant(row, "since"),
                Columns.instant(row, "hold_until"),
                row.getBoolean("decided"));
    }

    static boolean decide(Handle handle, UUID delivery, Errand.Kind kind, String by, SealedContent reason, Instant at) {
        return handle.createUpdate(
                                """
                                insert into due (delivery, ruling, what, at, by, reason_key, reason_sealed)
                                select id, no, :what, :at, :by, :reasonKey, :reasonSealed from ruling
                                where id = :delivery and outcome = 'held' and superseded_at is null
                                    and not exists (select from due d where d.ruling = ruling.no and d.what = 'recall')
                                on conflict do nothing
                                """)
                        .bind("delivery", delivery)
                        .bind("what", kind.code())
                        .bind("by", by)
                        .bind("at", Columns.kept(at))
                        .bind("reasonKey", reason.wrappedKey())
                        .bind("reasonSealed", reason.sealed())
                        .execute()
                == 1;
    }

    static List<Agenda.Due> due(Handle handle, Instant now, Duration patience, int max) {
        closeWhatCame(handle, now);
        return handle
                .createQuery(
                        """
                        update due set sent_at = :now where no in (
                            select d.no from due d
                            where d.carried_by is null and d.closed_at is null and d.at <= :now
                                and (d.sent_at is null or d.sent_at < :again)
                                and exists (select from ruling r where r.superseded_at is null and case
                                    when d.what in ('late', 'late-ended', 'unanswered', 'unanswered-ended', 'expired') then r.id = d.delivery
                                    else r.no = d.ruling and r.outcome = 'held' end)
                            order by d.at, d.no limit :max for update skip locked)
                        returning no, what, delivery, by,
                            (select m.source || ' ' || m.queue || ' ' || m.lane from ruling r
                             join message m on m.no = r.message where r.no = due.ruling) as outbox
                        """)
                .bind("now", Columns.kept(now))
                .bind("again", Columns.kept(now.minus(patience)))
                .bind("max", max)
                .map((row, context) -> new Agenda.Due(
                        new Errand(
                                row.getLong("no"),
                                Columns.coded(Errand.Kind.class, row.getString("what")),
                                row.getObject("delivery", UUID.class),
                                row.getString("by")),
                        outbox(row.getString("outbox"))))
                .list()
                .stream()
                .sorted(Comparator.comparing(due -> due.errand().no()))
                .toList();
    }

    private static Outbox outbox(String parts) {
        String[] part = parts.split(" ", -1);
        return new Outbox(
                AgencyId.of(part[0]),
                part[1].startsWith(Channel.EXERCISE.queuePrefix()) ? Channel.EXERCISE : Channel.LIVE,
                Columns.coded(Lane.class, part[2]));
    }

    /** What came in time needs no notice; what came late needs a second one. */
    private static void closeWhatCame(Handle handle, Instant now) {
        handle.createUpdate(
                        """
                        with over as (
                            update due d set closed_at = :now
                            from ruling r
                            where d.what in ('late', 'unanswered') and d.closed_at is null and d.at <= :now
                                and r.id = d.delivery and r.superseded_at is null
                                and exists (select from delivery_event e where e.ruling = r.no and %1$s)
                            returning d.delivery, d.ruling, d.what, d.carried_by, r.no as standing)
                        insert into due (delivery, ruling, what, at, by)
                        select d.delivery, d.ruling, d.what || '-ended',
                            (select min(e.at) from delivery_event e where e.ruling = d.standing and %1$s), 'clock'
                        from over d join ruling r on r.no = d.standing where d.carried_by is not null
                        on conflict do nothing
                        """
                                .formatted(ErrandRows.CAME))
                .bind("now", Columns.kept(now))
                .execute();
    }

    static List<LateRow> late(Handle handle, int max) {
        return handle.createQuery(
                        """
                        select d.delivery, m.source, m.id, r.recipient, d.at, d.what from due d
                        join ruling r on r.id = d.delivery and r.superseded_at is null and r.crosses
                        join message m on m.no = r.message
                        where d.what in ('late', 'unanswered') and d.carried_by is not null and d.closed_at is null and d.no > 0
                            and not exists (select from delivery_event e where e.ruling = r.no
                                and e.state in ('returned', 'recalled', 'expired'))
                        order by d.at, d.no limit :max
                        """)
                .bind("max", max)
                .map((row, context) -> new LateRow(
                        row.getObject("delivery", UUID.class),
                        Columns.key(row),
                        AgencyId.of(row.getString("recipient")),
                        Columns.instant(row, "at"),
                        Columns.coded(Errand.Kind.class, row.getString("what"))))
                .list();
    }
}
