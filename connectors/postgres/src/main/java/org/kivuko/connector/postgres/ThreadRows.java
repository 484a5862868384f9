package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.ThreadMessage;
import org.kivuko.exchange.Threads;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;

/** Threads, walked step by step from one message to those that it refers to and that refer to it, through known ones alone. */
final class ThreadRows {
    /** How many steps away from the message that was asked for is looked. */
    private static final int MOST_STEPS = 16;

    private static final String KNOWN =
            """
            select m.source, m.id, m.type, m.alert_type, m.msg_type, m.refs, q.answer_by
            from message m left join question q on q.message = m.no
            where %s and m.batch is not null
                and (m.source = :caller or (:central and starts_with(m.source, :state))
                    or exists (select from ruling r join delivery_event e on e.ruling = r.no
                        where r.message = m.no and r.recipient = :caller and r.crosses and r.superseded_at is null
                            and e.state in ('fetched', 'acknowledged', 'answered')))
            order by m.no limit :most
            """;
    private static final String BY_KEY = KNOWN.formatted("(m.source, m.id) in (select * from unnest(:sources, :ids))");
    private static final String REFERRING = KNOWN.formatted("m.refs <> '{}' and m.refs && cast(:keys as text[])");

    private final Handle handle;
    private final AgencyId caller;
    private final boolean centralContact;
    private final Map<MessageKey, Row> found = new LinkedHashMap<>();

    private ThreadRows(Handle handle, AgencyId caller, boolean centralContact) {
        this.handle = handle;
        this.caller = caller;
        this.centralContact = centralContact;
    }

    private record Row(
            MessageKey key,
            MessageType type,
            Optional<AlertType> alertType,
            Optional<MsgType> msgType,
            List<MessageKey> references,
            Optional<Instant> answerBy) {}

    static List<ThreadMessage> thread(Handle handle, MessageKey key, AgencyId caller, boolean centralContact) {
        var rows = new ThreadRows(handle, caller, centralContact);
        rows.walk(key);
        return rows.messages();
    }

    private void walk(MessageKey start) {
        var seen = new HashSet<MessageKey>();
        Set<MessageKey> next = Set.of(start);
        for (int step = 0; step < MOST_STEPS && !next.isEmpty() && found.size() < Threads.MOST; step++) {
            seen.addAll(next);
            List<Row> rows = byKey(next);
            rows.stream().limit(Threads.MOST - found.size()).forEach(row -> found.put(row.key(), row));
            next = new HashSet<>();
            for (Row row : rows) {
                next.addAll(row.references());
            }
            for (Row row : referring(rows.stream().map(Row::key).toList())) {
                next.add(row.key());
            }
            next.removeAll(seen);
        }
    }

    private List<Row> byKey(Collection<MessageKey> keys) {
        var query = handle.createQuery(BY_KEY);
        Columns.bindKeys(query, keys);
        return rows(query);
    }

    private List<Row> referring(Collection<MessageKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var query = handle.createQuery(REFERRING);
        Columns.bind(query, "keys", keys, MessageKey::toString);
        return rows(query);
    }

    private List<Row> rows(Query query) {
        return query.bind("caller", caller.toString())
                .bind("central", centralContact)
                .bind("state", caller.state() + ".")
                .bind("most", Threads.MOST)
                .map((row, context) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Columns.key(row),
                Columns.coded(MessageType.class, row.getString("type")),
                Columns.maybe(AlertType.class, row.getString("alert_type")),
                Columns.maybe(MsgType.class, row.getString("msg_type")),
                Columns.texts(row, "refs").stream()
                        .map(key -> MessageKey.parse(key).orElseThrow())
                        .toList(),
                Optional.ofNullable(row.getObject("answer_by", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private List<ThreadMessage> messages() {
        Map<MessageKey, MessageStatus> statuses = Statuses.of(handle, found.keySet());
        Map<MessageKey, Map<AgencyId, Instant>> answered = answered();
        Map<MessageKey, Map<AgencyId, ThreadMessage.Clock>> acknowledgements = acknowledgements();
        return statuses.values().stream()
                .map(status -> {
                    Row row = found.get(status.key());
                    MessageStatus visible = knowsAll(row.key()) ? status : ownPart(status);
                    return new ThreadMessage(
                            visible,
                            row.type(),
                            row.alertType(),
                            row.msgType(),
                            row.references(),
                            row.answerBy(),
                            answered.getOrDefault(row.key(), Map.of()),
                            acknowledgements.getOrDefault(row.key(), Map.of()));
                })
                .toList();
    }

    private boolean knowsAll(MessageKey key) {
        return key.source().equals(caller)
                || (centralContact && key.source().state().equals(caller.state()));
    }

    private MessageStatus ownPart(MessageStatus status) {
        return status.with(status.recipients().stream()
                .filter(recipient -> recipient.agency().equals(caller))
                .toList());
    }

    private Map<MessageKey, Map<AgencyId, Instant>> answered() {
        var answered = new HashMap<MessageKey, Map<AgencyId, Instant>>();
        if (found.isEmpty()) {
            return answered;
        }
        var query = handle.createQuery(
                """
                select m.source, m.id, r.recipient, e.at
                from unnest(:sources, :ids) as k (source, id) join message m on m.source = k.source and m.id = k.id
                join ruling r on r.message = m.no and r.superseded_at is null
                join delivery_event e on e.ruling = r.no and e.state = 'answered'
                """);
        Columns.bindKeys(query, found.keySet());
        query.map((row, context) -> {
                    answered.computeIfAbsent(Columns.key(row), any -> new HashMap<>())
                            .put(AgencyId.of(row.getString("recipient")), Columns.instant(row, "at"));
                    return row.getString("id");
                })
                .list();
        return answered;
    }

    /** What a sender sees of them is the same whether a message with a person crossed or is held. */
    private Map<MessageKey, Map<AgencyId, ThreadMessage.Clock>> acknowledgements() {
        var clocks = new HashMap<MessageKey, Map<AgencyId, ThreadMessage.Clock>>();
        if (found.isEmpty()) {
            return clocks;
        }
        var query = handle.createQuery(
                """
                select m.source, m.id, r.recipient, d.at as until,
                    (select min(e.at) from delivery_event e
                        where e.ruling = r.no and e.state in ('acknowledged', 'answered')) as stopped_at
                from unnest(:sources, :ids) as k (source, id) join message m on m.source = k.source and m.id = k.id
                join ruling r on r.message = m.no and r.superseded_at is null
                    and (r.crosses or (m.person and (r.outcome = 'held' or r.was_held)))
                join due d on d.delivery = r.id and d.what = 'late'
                """);
        Columns.bindKeys(query, found.keySet());
        query.map((row, context) -> {
                    var clock = new ThreadMessage.Clock(
                            Columns.instant(row, "until"),
                            Optional.ofNullable(row.getObject("stopped_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant));
                    clocks.computeIfAbsent(Columns.key(row), any -> new HashMap<>())
                            .put(AgencyId.of(row.getString("recipient")), clock);
                    return clock;
                })
                .list();
        return clocks;
    }
}
