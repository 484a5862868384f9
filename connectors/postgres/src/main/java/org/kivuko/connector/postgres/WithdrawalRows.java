package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Lying;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.Status;

/** Deliveries that leave their inboxes, and those that are to. */
final class WithdrawalRows {
    private WithdrawalRows() {}

    /**
     * What was taken over stays so; what was withdrawn before keeps its first void. Of what expired its sender is to be told. What
     * was asked for again was with its recipient: its sender sees no more of it.
     */
    static Map<UUID, Lying.VoidPlace> insert(Handle handle, Collection<Withdrawal> withdrawn, Instant at) {
        if (withdrawn.isEmpty()) {
            return Map.of();
        }
        var insert = handle.createUpdate(
                        """
                        with gone as (
                            insert into withdrawal (ruling, state, reason, finding, void, at)
                            select r.no, cast(e.state as delivery_state), e.reason, e.finding, gen_random_uuid(), :at
                            from unnest(:ids, :states, :reasons, :findings) as e (id, state, reason, finding)
                            join ruling r on r.id = cast(e.id as uuid) and r.superseded_at is null and r.crosses
                            where %s or not exists (select from delivery_event d where d.ruling = r.no
                                and d.state in ('acknowledged', 'answered'))
                            order by r.no
                            on conflict (ruling) do nothing
                            returning ruling, state, at),
                        moved as (
                            select * from gone where not exists (select from delivery_event d where d.ruling = gone.ruling
                                and d.state in ('acknowledged', 'answered'))),
                        told as (
                            insert into due (delivery, ruling, what, at, by)
                            select r.id, r.no, 'expired', moved.at, 'clock' from moved join ruling r on r.no = moved.ruling
                            where moved.state = 'expired' and r.shown_to_sender)
                        insert into delivery_event (ruling, state, at) select ruling, state, at from moved
                        on conflict (ruling, state) do nothing
                        """
                                .formatted(ResendRows.OPEN))
                .bind("at", Columns.kept(at));
        bind(insert, withdrawn);
        Columns.bind(insert, "findings", withdrawn, each -> each.finding()
                .map(code -> code.code())
                .orElse(null));
        insert.execute();
        return voids(handle, withdrawn);
    }

    private static Map<UUID, Lying.VoidPlace> voids(Handle handle, Collection<Withdrawal> withdrawn) {
        var query = handle.createQuery(
                """
                select r.id, r.link_number, r.link_epoch, n.name as epoch, w.void, w.at
                from ruling r join withdrawal w on w.ruling = r.no join epoch n on n.no = r.link_epoch
                where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null
                """);
        bindIds(query, withdrawn);
        return query
                .map((row, context) -> Map.entry(
                        row.getObject("id", UUID.class),
                        new Lying.VoidPlace(
                                row.getObject("void", UUID.class),
                                Columns.link(row).orElseThrow(),
                                Columns.instant(row, "at"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static void ask(Handle handle, Collection<Withdrawal> withdrawals, Instant at) {
        if (withdrawals.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                        """
                        insert into withdrawal_asked (delivery, state, reason, asked_at)
                        select cast(e.id as uuid), cast(e.state as delivery_state), e.reason, :at
                        from unnest(:ids, :states, :reasons) as e (id, state, reason)
                        order by e.id
                        on conflict (delivery) do nothing
                        """)
                .bind("at", Columns.kept(at));
        bind(insert, withdrawals);
        insert.execute();
    }

    /** Where those of them wait that wait. */
    static Set<Inbox> inboxes(Handle handle, Collection<Withdrawal> withdrawals) {
        var query = handle.createQuery(
                """
                select distinct r.recipient, m.status, m.lane from ruling r join message m on m.no = r.message
                where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                    and not exists (select from withdrawal w where w.ruling = r.no)
                    and (%s or not exists (select from delivery_event e where e.ruling = r.no
                        and e.state in ('acknowledged', 'answered')))
                """
                        .formatted(ResendRows.OPEN));
        bindIds(query, withdrawals);
        return query
                .map((row, context) -> new Inbox(
                        AgencyId.of(row.getString("recipient")),
                        Columns.coded(Status.class, row.getString("status")) == Status.ACTUAL
                                ? Channel.LIVE
                                : Channel.EXERCISE,
                        Columns.coded(Lane.class, row.getString("lane"))))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void bind(SqlStatement<?> statement, Collection<Withdrawal> withdrawals) {
        bindIds(statement, withdrawals);
        Columns.bind(statement, "states", withdrawals, each -> each.state().code());
        Columns.bind(statement, "reasons", withdrawals, each -> each.reason().code());
    }

    private static void bindIds(SqlStatement<?> statement, Collection<Withdrawal> withdrawals) {
        Columns.bind(statement, "ids", withdrawals, each -> each.delivery().toString());
    }
}
