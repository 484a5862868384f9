package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.Given;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.ReferenceFact;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Channel;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;

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
                        select m.source, m.id, m.status, m.lane, m.type, m.alert_type, m.person, m.protected_thread, m.handling, m.of_others,
                            exists (select from message f where f.refs <> '{}'
                                and f.refs @> array[m.source || '/' || m.id]
                                and f.type = 'kivuko.recall.v1' and f.batch is not null) as recalled,
                            coalesce(array_agg(r.recipient order by r.no) filter (where r.no is not null), '{}')
                                as recipients,
                            coalesce(array_agg(r.outcome order by r.no) filter (where r.no is not null), '{}')
                                as outcomes,
                            coalesce(array_agg(r.handling order by r.no) filter (where r.no is not null), '{}')
                                as handlings,
                            coalesce(array_agg(array_to_string(r.agreements, ' ') order by r.no)
                                filter (where r.no is not null), '{}') as agreements,
                            coalesce(array_agg(array_to_string(r.rules, ' ') order by r.no)
                                filter (where r.no is not null), '{}') as rules,
                            coalesce(array_agg(array_to_string(r.removed, ' ') order by r.no)
                                filter (where r.no is not null), '{}') as removed,
                            coalesce(array_agg(array_to_string(r.transformed, ' ') order by r.no)
                                filter (where r.no is not null), '{}') as transformed,
                            coalesce(array_agg(cast(r.shown_to_sender as text) order by r.no)
                                filter (where r.no is not null), '{}') as shown
                        from unnest(:sources, :ids) as k (source, id)
                        join message m on m.source = k.source and m.id = k.id
                        left join ruling r on r.message = m.no and (r.crosses or r.outcome = 'held' or r.was_held)
                            and r.superseded_at is null
                            and not exists (select from withdrawal w where w.ruling = r.no and not exists (
                                select from delivery_event e where e.ruling = r.no and e.state = 'fetched'))
                        group by m.no
                        having m.source = :caller
                            or (:central and starts_with(m.source, :state) and m.batch is not null)
                            or bool_or(r.recipient = :caller and r.crosses
                                and exists (select from delivery_event e where e.ruling = r.no
                                    and e.state in ('fetched', 'acknowledged', 'answered')))
                        """)
                .bind("caller", caller.toString())
                .bind("central", centralContact)
                .bind("state", caller.state() + ".");
        Columns.bindKeys(query, keys);
        return query.map((row, context) -> fact(row)).stream()
                .collect(Collectors.toMap(ReferenceFact::key, fact -> fact));
    }

    private static ReferenceFact fact(ResultSet row) throws SQLException {
        return new ReferenceFact(
                Columns.key(row),
                Channel.of(Columns.coded(Status.class, row.getString("status"))),
                Columns.coded(Lane.class, row.getString("lane")),
                Columns.coded(MessageType.class, row.getString("type")),
                Columns.maybe(AlertType.class, row.getString("alert_type")),
                row.getBoolean("person"),
                row.getBoolean("protected_thread"),
                Columns.coded(Handling.class, row.getString("handling")),
                row.getBoolean("of_others"),
                row.getBoolean("recalled"),
                copies(row));
    }

    private static List<ReferenceFact.Copy> copies(ResultSet row) throws SQLException {
        List<String> recipients = Columns.texts(row, "recipients");
        List<String> outcomes = Columns.texts(row, "outcomes");
        List<String> handlings = Columns.texts(row, "handlings");
        List<String> agreements = Columns.texts(row, "agreements");
        List<String> rules = Columns.texts(row, "rules");
        List<String> removed = Columns.texts(row, "removed");
        List<String> transformed = Columns.texts(row, "transformed");
        List<String> shown = Columns.texts(row, "shown");
        return IntStream.range(0, recipients.size())
                .mapToObj(i -> new ReferenceFact.Copy(
                        AgencyId.of(recipients.get(i)),
                        Columns.coded(Outcome.class, outcomes.get(i)),
                        Columns.coded(Handling.class, handlings.get(i)),
                        new Given(words(rules.get(i)), words(removed.get(i)), words(transformed.get(i))),
                        words(agreements.get(i)),
                        Boolean.parseBoolean(shown.get(i))))
                .toList();
    }

    /** Neither names of rules nor paths hold a space. */
    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
