package org.kivuko.connector.postgres;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.Memory;
import org.kivuko.model.MessageKey;

/** Which version of an alert was sent last. */
final class VersionRows {
    private VersionRows() {}

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
}
