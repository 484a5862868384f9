package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kivuko.model.Address;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Consent;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Purpose;

/** What was said about consent. */
final class ConsentRows {
    private ConsentRows() {}

    static Map<MessageKey, List<Consent>> said(Handle handle, AgencyId holder, Collection<MessageKey> contents) {
        if (contents.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                        """
                        select c.act, c.passed_on_to, c.purpose, c.granted_until, m.refs
                        from consent c join message m on m.no = c.message and m.batch is not null
                        join ruling r on r.message = m.no and r.recipient = :holder and r.crosses
                            and r.superseded_at is null
                        where c.act <> 'ask' and m.refs <> '{}' and m.refs && cast(:keys as text[])
                        order by r.no
                        """)
                .bind("holder", holder.toString());
        Columns.bind(query, "keys", contents, MessageKey::toString);
        var said = new HashMap<MessageKey, List<Consent>>();
        query.map((row, context) -> consent(row))
                .forEach(consent -> said.computeIfAbsent(consent.references().get(0), any -> new ArrayList<>())
                        .add(consent));
        return said;
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                Columns.texts(row, "refs").stream()
                        .map(key -> MessageKey.parse(key).orElseThrow())
                        .toList(),
                Columns.coded(Consent.Act.class, row.getString("act")),
                Columns.texts(row, "passed_on_to").stream()
                        .map(name -> Address.parse(name).orElseThrow())
                        .toList(),
                Columns.maybe(Purpose.class, row.getString("purpose")),
                Optional.ofNullable(row.getObject("granted_until", OffsetDateTime.class)),
                Optional.empty());
    }
}
