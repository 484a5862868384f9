package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.exercise.Run;

/** The rows of messages that one recording touches. Keys are locked in their order, so that two recordings never embrace. */
final class MessageRows {
    private static final String SEPARATOR = " ";

    /** A sender may write the year 0, which the database does not know. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private final Handle handle;
    private final Outbox outbox;
    private final long batch;

    MessageRows(Handle handle, Outbox outbox, long batch) {
        this.handle = handle;
        this.outbox = outbox;
        this.batch = batch;
    }

    /** Inserts the entries whose keys nobody holds; gives the numbers of their rows. */
    Map<MessageKey, Long> insert(Collection<Entry.Judged> entries) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        var insert = handle.createQuery(
                """
                insert into message (source, id, digest, type, status, alert_type, msg_type, refs, person,
                    protected_thread, handling, of_others, door, queue, lane, accepted_at, accepted, batch, sent_at, exercise)
                select e.source, e.id, decode(e.digest, 'hex'), e.type, e.status, e.alert_type, e.msg_type,
                    string_to_array(e.refs, ' '), cast(e.person as boolean), cast(e.protected_thread as boolean), e.handling,
                    cast(e.of_others as boolean), e.door, :queue, :lane, cast(e.at as timestamptz), true, :batch,
                    cast(e.sent as timestamptz), e.exercise
                from unnest(:sources, :ids, :digests, :types, :statuses, :alertTypes, :msgTypes, :refs, :persons,
                        :protectedThreads, :handlings, :ofOthers, :doors, :ats, :sents, :exercises)
                    as e (source, id, digest, type, status, alert_type, msg_type, refs, person, protected_thread, handling,
                        of_others, door, at, sent, exercise)
                order by e.source, e.id
                on conflict (source, id) do nothing
                returning no, source, id
                """);
        bind(insert, entries);
        var numbers = new HashMap<MessageKey, Long>();
        insert.bind("lane", outbox.lane().code())
                .map((row, context) -> Map.entry(Columns.key(row), row.getLong("no")))
                .forEach(row -> numbers.put(row.getKey(), row.getValue()));
        return numbers;
    }

    /** Locks and reads what stands under {@code keys} without {@code fresh}. */
    Map<MessageKey, Standing> lock(Set<MessageKey> keys, Set<MessageKey> fresh) {
        List<MessageKey> known = keys.stream()
                .filter(key -> !fresh.contains(key))
                .sorted(Comparator.naturalOrder())
                .toList();
        if (known.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                """
                select m.no, m.source, m.id, encode(m.digest, 'hex') as digest, m.accepted_at, m.accepted,
                    m.batch is not null as recorded
                from message m join unnest(:sources, :ids) as k (source, id) on m.source = k.source and m.id = k.id
                order by m.source, m.id for update of m
                """);
        Columns.bindKeys(query, known);
        return query
                .map((row, context) -> Map.entry(
                        Columns.key(row),
                        new Standing(
                                row.getLong("no"),
                                new Digest(row.getString("digest")),
                                Columns.instant(row, "accepted_at"),
                                row.getBoolean("accepted"),
                                row.getBoolean("recorded"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Records over claims and over what was superseded. */
    void update(List<Taken> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var update = handle.createUpdate(
                """
                update message m set digest = decode(e.digest, 'hex'), type = e.type, status = e.status,
                    alert_type = e.alert_type, msg_type = e.msg_type, refs = string_to_array(e.refs, ' '),
                    person = cast(e.person as boolean), protected_thread = cast(e.protected_thread as boolean),
                    handling = e.handling, of_others = cast(e.of_others as boolean), door = e.door, queue = :queue, lane = :lane, accepted_at = cast(e.taken_at as timestamptz),
                    accepted = true, batch = :batch, sent_at = cast(e.sent as timestamptz), exercise = e.exercise
                from unnest(:sources, :ids, :digests, :types, :statuses, :alertTypes, :msgTypes, :refs, :persons,
                        :protectedThreads, :handlings, :ofOthers, :doors, :ats, :sents, :exercises, :takenAts)
                    as e (source, id, digest, type, status, alert_type, msg_type, refs, person, protected_thread, handling,
                        of_others, door, at, sent, exercise, taken_at)
                where m.source = e.source and m.id = e.id
                """);
        bind(update, rows.stream().map(Taken::entry).toList());
        Columns.bind(update, "takenAts", rows, row -> row.acceptedAt().toString());
        update.bind("lane", outbox.lane().code()).execute();
    }

    private void bind(SqlStatement<?> statement, Collection<Entry.Judged> entries) {
        statement.bind("queue", outbox.queue()).bind("batch", batch);
        Columns.bindKeys(statement, entries.stream().map(Entry.Judged::key).toList());
        Columns.bind(statement, "digests", entries, entry -> entry.digest().hex());
        Columns.bind(statement, "types", entries, entry -> entry.header().type().code());
        Columns.bind(
                statement, "statuses", entries, entry -> entry.header().status().code());
        Columns.bind(
                statement,
                "alertTypes",
                entries,
                entry -> Columns.codeOrNull(entry.header().alertType()));
        Columns.bind(
                statement,
                "msgTypes",
                entries,
                entry -> Columns.codeOrNull(entry.header().msgType()));
        Columns.bind(statement, "refs", entries, entry -> entry.header().references().stream()
                .map(MessageKey::toString)
                .collect(Collectors.joining(SEPARATOR)));
        Columns.bind(
                statement,
                "persons",
                entries,
                entry -> Boolean.toString(entry.header().person()));
        Columns.bind(
                statement,
                "protectedThreads",
                entries,
                entry -> Boolean.toString(entry.header().protectedThread()));
        Columns.bind(statement, "handlings", entries, entry -> entry.header()
                .handling()
                .code());
        Columns.bind(
                statement,
                "ofOthers",
                entries,
                entry -> Boolean.toString(entry.header().ofOthers()));
        Columns.bind(statement, "doors", entries, entry -> entry.door().code());
        Columns.bind(
                statement, "ats", entries, entry -> Columns.kept(entry.at()).toString());
        Columns.bind(statement, "exercises", entries, entry -> entry.exercise()
                .map(open -> new Run(open.name(), open.run()).toString())
                .orElse(null));
        Columns.bind(statement, "sents", entries, entry -> entry.header()
                .sent()
                .map(sent ->
                        Columns.kept(sent.isBefore(EARLIEST) ? EARLIEST : sent).toString())
                .orElse(null));
    }
}
