package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.exchange.Lying;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;

/** What the ledger knows of deliveries and voids that lie in an inbox. */
final class LyingRows {
    private LyingRows() {}

    static Map<UUID, Lying> of(Handle handle, AgencyId recipient, Collection<UUID> items) {
        var lying = new HashMap<UUID, Lying>();
        if (items.isEmpty()) {
            return lying;
        }
        var deliveries = handle.createQuery(
                """
                select r.id, r.link_number, r.link_epoch, n.name as epoch, w.void, w.at, a.state, a.reason,
                    exists (select from delivery_event e where e.ruling = r.no
                        and e.state in ('acknowledged', 'answered')) and not %s as taken_over
                from ruling r
                join epoch n on n.no = r.link_epoch
                left join withdrawal w on w.ruling = r.no
                left join withdrawal_asked a on a.delivery = r.id
                where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                    and r.recipient = :recipient
                """
                        .formatted(ResendRows.OPEN));
        bind(deliveries, recipient, items);
        deliveries
                .map((row, context) -> Map.entry(row.getObject("id", UUID.class), delivery(row)))
                .forEach(entry -> lying.put(entry.getKey(), entry.getValue()));
        var voids = handle.createQuery(
                """
                select w.void,
                    exists (select from void_event e where e.void = w.void and e.state = 'acknowledged')
                        and not %s as taken_over
                from withdrawal w join ruling r on r.no = w.ruling
                where w.void = any(cast(:ids as uuid[])) and r.recipient = :recipient
                """
                        .formatted(ResendRows.OPEN));
        bind(voids, recipient, items);
        voids.map((row, context) -> Map.entry(
                        row.getObject("void", UUID.class),
                        row.getBoolean("taken_over") ? new Lying.TakenOver() : new Lying.StandsVoid()))
                .forEach(entry -> lying.put(entry.getKey(), entry.getValue()));
        return lying;
    }

    /** Deliveries and voids by their own ids. */
    static Map<UUID, Withdrawals.Place> places(Handle handle, AgencyId recipient, Collection<UUID> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                """
                select r.id as item, m.source, r.link_number, r.link_epoch, n.name as epoch
                from ruling r join message m on m.no = r.message join epoch n on n.no = r.link_epoch
                where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                    and r.recipient = :recipient
                union all
                select w.void, m.source, r.link_number, r.link_epoch, n.name from withdrawal w
                join ruling r on r.no = w.ruling join message m on m.no = r.message join epoch n on n.no = r.link_epoch
                where w.void = any(cast(:ids as uuid[])) and r.recipient = :recipient
                """);
        bind(query, recipient, items);
        var places = new HashMap<UUID, Withdrawals.Place>();
        query.map((row, context) -> Map.entry(row.getObject("item", UUID.class), Columns.place(row)))
                .forEach(entry -> places.put(entry.getKey(), entry.getValue()));
        return places;
    }

    private static Lying delivery(ResultSet row) throws SQLException {
        UUID standsVoid = row.getObject("void", UUID.class);
        LinkNumber link = Columns.link(row).orElseThrow();
        if (standsVoid != null) {
            return new Lying.Withdrawn(new Lying.VoidPlace(standsVoid, link, Columns.instant(row, "at")));
        }
        return row.getBoolean("taken_over") ? new Lying.TakenOver() : new Lying.Open(link, asked(row));
    }

    private static Optional<Withdrawal> asked(ResultSet row) throws SQLException {
        if (row.getString("state") == null) {
            return Optional.empty();
        }
        return Optional.of(new Withdrawal(
                row.getObject("id", UUID.class),
                Columns.coded(DeliveryState.class, row.getString("state")),
                Columns.coded(Code.class, row.getString("reason")),
                Optional.empty()));
    }

    private static void bind(SqlStatement<?> statement, AgencyId recipient, Collection<UUID> items) {
        statement.bind("recipient", recipient.toString());
        Columns.bind(statement, "ids", items, UUID::toString);
    }
}
