package org.kivuko.connector.postgres;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.ReferenceFact;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/** What a caller may know of the messages it refers to. */
final class References {
    private References() {}

    static Map<MessageKey, ReferenceFact> of(
            Handle handle, Collection<MessageKey> keys, AgencyId caller, boolean centralContact) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                        """
                        select m.source, m.id, m.lane, m.alert_type, m.protected_thread,
                            coalesce(array_agg(r.recipient) filter (where r.no is not null), '{}') as recipients
                        from unnest(:sources, :ids) as k (source, id)
                        join message m on m.source = k.source and m.id = k.id
                        left join ruling r on r.message = m.no and r.crosses and r.superseded_at is null
                            and not exists (select from withdrawal w where w.ruling = r.no and not exists (
                                select from delivery_event e where e.ruling = r.no and e.state = 'fetched'))
                        group by m.no
                        having m.source = :caller or (:central and starts_with(m.source, :state))
                            or bool_or(r.recipient = :caller
                                and exists (select from delivery_event e where e.ruling = r.no))
                        """)
                .bind("caller", caller.toString())
                .bind("central", centralContact)
                .bind("state", caller.state() + ".");
        Columns.bindKeys(query, keys);
        return query
                .map((row, context) -> new ReferenceFact(
                        Columns.key(row),
                        Columns.coded(Lane.class, row.getString("lane")),
                        Columns.maybe(AlertType.class, row.getString("alert_type")),
                        Columns.texts(row, "recipients").stream()
                                .map(AgencyId::of)
                                .collect(Collectors.toUnmodifiableSet()),
                        row.getBoolean("protected_thread")))
                .stream()
                .collect(Collectors.toMap(ReferenceFact::key, fact -> fact));
    }
}
