package org.kivuko.connector.postgres;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Memory;
import org.kivuko.model.MessageKey;

/** Which version of an alert was sent last. */
final class VersionRows {
    /** Updates and cancels, and what was held before; a new alert has no versions yet. */
    private static final String CHANGING =
            """
            with changing as (
                select m.no, m.sent_at from message m where m.no = any(:messages) and m.type = 'kivuko.alert.v1'
                    and (m.msg_type in ('Update', 'Cancel') or (m.msg_type = 'Alert' and m.batch <> :batch)))
            """;

    private VersionRows() {}

    /**
     * What was judged before another outbox had recorded a newer version of the same alert is judged again. Two outboxes that
     * change one alert at once do it one after the other: nothing is locked behind these locks, which are taken in one order, so nobody
     * waits in a circle.
     */
    static void requireNewest(Handle handle, long batch, Collection<RulingRows.Row> made) {
        Long[] crossing = made.stream()
                .filter(row -> row.ruling().outcome() != Outcome.REFUSED)
                .map(RulingRows.Row::message)
                .distinct()
                .toArray(Long[]::new);
        // The locks first, in a statement of their own: what another one recorded is seen by the statement after.
        bind(
                        handle.createQuery(
                                CHANGING
                                        + """
                                select pg_advisory_xact_lock(alert.no) from (
                                    select distinct n.no from changing m cross join lateral versions_of(m.no) v
                                    join message n on n.no = v.no and n.msg_type = 'Alert' order by n.no) alert
                                """),
                        batch,
                        crossing)
                .mapToMap()
                .list();
        boolean overtaken = bind(
                        handle.createQuery(
                                CHANGING
                                        + """
                                select exists (select from changing m cross join lateral versions_of(m.no) v
                                    join message n on n.no = v.no and n.batch <> :batch and n.sent_at > m.sent_at)
                                """),
                        batch,
                        crossing)
                .mapTo(Boolean.class)
                .one();
        if (overtaken) {
            throw new LedgerUnavailable(
                    "a newer version of an alert was recorded meanwhile: the older one is judged again", null);
        }
    }

    static Map<MessageKey, Memory.Versions> of(Handle handle, Collection<MessageKey> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                """
                select m.source, m.id, v.alert, v.newest
                from unnest(:sources, :ids) as k (source, id)
                join message m on m.source = k.source and m.id = k.id and m.type = 'kivuko.alert.v1'
                    and m.msg_type in ('Alert', 'Update', 'Cancel') and m.batch is not null
                cross join lateral (select min(n.no) as alert, max(n.sent_at) as newest
                    from versions_of(m.no) each join message n on n.no = each.no) v
                where v.newest is not null
                """);
        Columns.bindKeys(query, messages);
        return query
                .map((row, context) -> Map.entry(
                        Columns.key(row), new Memory.Versions(row.getLong("alert"), Columns.instant(row, "newest"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Query bind(Query query, long batch, Long[] messages) {
        return query.bind("batch", batch).bindArray("messages", Long.class, (Object[]) messages);
    }
}
