package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Discretion;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;

/** How accepted messages stand. */
final class Statuses {
    private Statuses() {}

    static Map<MessageKey, MessageStatus> of(Handle handle, Collection<MessageKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                """
                select m.source, m.id, m.person, m.of_others, m.type, m.alert_type, f.type as followed, m.accepted_at, m.batch is not null as judged, r.id as ruling, r.recipient,
                    r.outcome, coalesce(w.reason, r.reason) as reason, r.rules, r.removed, r.transformed, r.judged_at, r.first_judged_at, r.was_held,
                    r.shown_to_sender, e.state, e.at as state_at,
                    e.state = 'answered' and exists (select from message a
                        join ruling t on t.message = a.no and t.recipient = m.source and t.crosses and t.superseded_at is null
                        where a.refs <> '{}' and a.refs @> array[m.source || '/' || m.id] and a.source = r.recipient
                            and a.batch is not null and (a.type = 'kivuko.reply.v1' or a.msg_type = 'Ack')) as told,
                    (select min(f.accepted_at) from message f where f.refs <> '{}'
                        and f.refs @> array[m.source || '/' || m.id]
                        and f.type = 'kivuko.recall.v1' and f.batch is not null) as recalled_at
                from unnest(:sources, :ids) as k (source, id)
                join message m on m.source = k.source and m.id = k.id and m.accepted
                left join message f on m.refs <> '{}' and m.type = any(:follows)
                    and f.source = split_part(m.refs[1], '/', 1) and f.id = split_part(m.refs[1], '/', 2)
                left join ruling r on r.message = m.no and r.superseded_at is null
                left join withdrawal w on w.ruling = r.no
                    and exists (select from delivery_event g where g.ruling = r.no and g.state = w.state)
                left join lateral (select state, at from delivery_event where ruling = r.no order by state desc limit 1) e
                    on true
                order by m.no, r.no
                """);
        Columns.bindKeys(query, keys);
        bindFollows(query);
        var messages = new LinkedHashMap<MessageKey, MessageStatus>();
        var recipients = new HashMap<MessageKey, List<MessageStatus.Recipient>>();
        query.map((row, context) -> {
                    MessageKey key = Columns.key(row);
                    messages.putIfAbsent(key, message(key, row));
                    if (row.getString("recipient") != null) {
                        recipients
                                .computeIfAbsent(key, any -> new ArrayList<>())
                                .add(recipient(row));
                    }
                    return key;
                })
                .list();
        messages.replaceAll((key, status) -> status.with(recipients.getOrDefault(key, List.of())));
        return messages;
    }

    /** Binds the types of messages that follow another as {@code :follows}. */
    static void bindFollows(SqlStatement<?> statement) {
        List<MessageType> follow =
                Stream.of(MessageType.values()).filter(MessageType::follows).toList();
        Columns.bind(statement, "follows", follow, MessageType::code);
    }

    /** Of whose part of the message of a row, with the type of what it follows, its sender sees no movement. */
    static Discretion.Extent discretion(ResultSet row) throws SQLException {
        return Discretion.of(
                row.getBoolean("person"),
                row.getBoolean("of_others"),
                Columns.coded(MessageType.class, row.getString("type")),
                Columns.maybe(AlertType.class, row.getString("alert_type")),
                Columns.maybe(MessageType.class, row.getString("followed")));
    }

    private static MessageStatus message(MessageKey key, ResultSet row) throws SQLException {
        return new MessageStatus(
                key,
                row.getBoolean("person"),
                row.getBoolean("of_others"),
                discretion(row),
                Columns.instant(row, "accepted_at"),
                row.getBoolean("judged"),
                List.of(),
                Optional.ofNullable(row.getObject("recalled_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static MessageStatus.Recipient recipient(ResultSet row) throws SQLException {
        Outcome outcome = Columns.coded(Outcome.class, row.getString("outcome"));
        Instant judgedAt = Columns.instant(row, "judged_at");
        Optional<DeliveryState> moved = Columns.maybe(DeliveryState.class, row.getString("state"));
        Optional<DeliveryState> state =
                outcome == Outcome.REFUSED ? Optional.empty() : Optional.of(moved.orElse(DeliveryState.QUEUED));
        return new MessageStatus.Recipient(
                row.getObject("ruling", UUID.class),
                AgencyId.of(row.getString("recipient")),
                outcome,
                Columns.maybe(Code.class, row.getString("reason")),
                Columns.texts(row, "rules"),
                Columns.texts(row, "removed"),
                Columns.texts(row, "transformed"),
                row.getBoolean("was_held") ? Columns.instant(row, "first_judged_at") : judgedAt,
                state,
                moved.isPresent() ? Columns.instant(row, "state_at") : judgedAt,
                row.getBoolean("shown_to_sender"),
                row.getBoolean("was_held"),
                row.getBoolean("told"));
    }
}
