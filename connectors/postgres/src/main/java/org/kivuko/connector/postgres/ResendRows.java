package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.Channel;
import org.kivuko.model.Status;

/** What recipients have taken over and ask for again. */
final class ResendRows {
    /** Of a ruling {@code r}: that its recipient wants its delivery again and has not taken it over again. */
    static final String OPEN = "exists (select from resend s where s.delivery = r.id and s.ended_at is null)";

    /** The same, and that it lies in its inbox, or did. */
    static final String PLACED =
            "exists (select from resend s where s.delivery = r.id and s.ended_at is null and s.placed_at is not null)";

    /** The same, and that it is still to be put there. */
    static final String NOT_PLACED =
            "exists (select from resend s where s.delivery = r.id and s.ended_at is null and s.placed_at is null)";

    private ResendRows() {}

    static List<LinkNumber> lastNumbers(Handle handle, Withdrawals.Link link) {
        return handle.createQuery(
                        """
                        select l.number as link_number, l.epoch as link_epoch, n.name as epoch
                        from link l join epoch n on n.no = l.epoch
                        where l.sender = :sender and l.recipient = :recipient and l.channel = :channel and l.lane = :lane
                        order by l.epoch
                        """)
                .bind("sender", link.sender().toString())
                .bind("recipient", link.inbox().agency().toString())
                .bind("channel", link.inbox().channel().code())
                .bind("lane", link.inbox().lane().code())
                .map((row, context) -> Columns.link(row).orElseThrow())
                .list();
    }

    /** What stands under a number. */
    private record Found(UUID delivery, long number, Fate fate) {}

    private enum Fate {
        AGAIN,
        WAITING,
        GONE
    }

    static Withdrawals.Asked ask(Handle handle, Withdrawals.Link link, String epoch, long from, long to, Instant at) {
        List<Found> found = find(handle, link, epoch, from, to, at);
        List<UUID> again = of(found, Fate.AGAIN).stream().map(Found::delivery).toList();
        insert(handle, again, at);
        List<Long> known = found.stream()
                .filter(each -> each.fate() != Fate.GONE)
                .map(Found::number)
                .toList();
        List<Long> gone = LongStream.rangeClosed(from, to)
                .boxed()
                .filter(number -> !known.contains(number))
                .toList();
        return new Withdrawals.Asked(again.size(), of(found, Fate.WAITING).size(), gone);
    }

    private static List<Found> of(List<Found> found, Fate fate) {
        return found.stream().filter(each -> each.fate() == fate).toList();
    }

    private static List<Found> find(
            Handle handle, Withdrawals.Link link, String epoch, long from, long to, Instant at) {
        var query = handle.createQuery(
                        """
                        select r.id, r.link_number, w.void is not null as void, c.message is not null as kept,
                            r.retain_until <= :at as over, %s as wanted, case when w.void is null
                                then exists (select from delivery_event e where e.ruling = r.no
                                    and e.state in ('acknowledged', 'answered'))
                                else exists (select from void_event e where e.void = w.void and e.state = 'acknowledged')
                                    or exists (select from delivery_event e where e.ruling = r.no
                                        and e.state in ('acknowledged', 'answered')) end as taken_over
                        from ruling r
                        join message m on m.no = r.message and m.source = :sender and m.lane = :lane
                            and (m.status = :actual) = :live
                        left join content c on c.message = r.message
                        left join withdrawal w on w.ruling = r.no
                        where r.recipient = :recipient and r.link_number between :from and :to
                            and r.link_epoch = (select no from epoch where name = :epoch) and r.superseded_at is null and r.crosses
                        order by r.link_number
                        """
                                .formatted(OPEN))
                .bind("at", Columns.kept(at))
                .bind("sender", link.sender().toString())
                .bind("epoch", epoch)
                .bind("from", from)
                .bind("to", to);
        bind(query, link.inbox());
        return query.map((row, context) ->
                        new Found(row.getObject("id", UUID.class), row.getLong("link_number"), fate(row)))
                .list();
    }

    private static Fate fate(ResultSet row) throws SQLException {
        if (row.getBoolean("wanted") || !row.getBoolean("taken_over")) {
            return Fate.WAITING;
        }
        boolean there = row.getBoolean("void") || (row.getBoolean("kept") && !row.getBoolean("over"));
        return there ? Fate.AGAIN : Fate.GONE;
    }

    static void insert(Handle handle, Collection<UUID> deliveries, Instant at) {
        var insert = handle.createUpdate(
                        """
                        insert into resend (delivery, asked_at)
                        select cast(e.id as uuid), :at from unnest(:ids) with ordinality as e (id, place) order by e.place
                        on conflict do nothing
                        """)
                .bind("at", Columns.kept(at));
        Columns.bind(insert, "ids", deliveries, UUID::toString);
        insert.execute();
    }

    static List<Withdrawals.Wanted> wanted(Handle handle, Inbox inbox) {
        var query = handle.createQuery(
                """
                select r.id, m.source, r.link_number, r.link_epoch, n.name as epoch, r.acknowledge_by, r.retain_until,
                    exists (select from message t where t.refs <> '{}' and (t.refs @> array[m.source || '/' || m.id]
                            or (m.type = 'kivuko.correction.v1' and t.refs @> m.refs))
                        and t.type = 'kivuko.recall.v1' and t.batch is not null) as recalled
                from resend s
                join ruling r on r.id = s.delivery and r.superseded_at is null and r.crosses and r.recipient = :recipient
                join message m on m.no = r.message and m.lane = :lane and (m.status = :actual) = :live
                join epoch n on n.no = r.link_epoch
                where s.ended_at is null and s.placed_at is null
                order by r.no
                """);
        bind(query, inbox);
        return query.map((row, context) -> new Withdrawals.Wanted(
                        row.getObject("id", UUID.class),
                        Columns.place(row),
                        row.getBoolean("recalled"),
                        instant(row, "acknowledge_by"),
                        instant(row, "retain_until")))
                .list();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static void placed(Handle handle, Collection<UUID> deliveries, Instant at) {
        var update = handle.createUpdate(
                        """
                        update resend set placed_at = :at
                        where delivery = any(cast(:ids as uuid[])) and ended_at is null and placed_at is null
                        """)
                .bind("at", Columns.kept(at));
        Columns.bind(update, "ids", new ArrayList<>(deliveries), UUID::toString);
        update.execute();
    }

    private static void bind(SqlStatement<?> statement, Inbox inbox) {
        statement
                .bind("recipient", inbox.agency().toString())
                .bind("lane", inbox.lane().code())
                .bind("actual", Status.ACTUAL.code())
                .bind("live", inbox.channel() == Channel.LIVE);
    }
}
