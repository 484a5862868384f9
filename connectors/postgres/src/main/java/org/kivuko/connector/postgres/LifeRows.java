package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.MessageLife;
import org.kivuko.operations.search.MessageRow;

/** The whole life of one message. */
final class LifeRows {
    /** So many of its thread are shown. */
    private static final int MOST_RELATED = 200;

    /** How many steps away from the message its thread is followed. */
    private static final int MOST_STEPS = 16;

    private static final int MOST_COPIES = 100;

    private final Handle handle;
    private final Scope scope;
    private final MessageRow message;
    private final long no;

    private LifeRows(Handle handle, Scope scope, MessageRow message, long no) {
        this.handle = handle;
        this.scope = scope;
        this.message = message;
        this.no = no;
    }

    static Optional<MessageLife> of(Handle handle, MessageKey key, Scope scope) {
        List<Long> numbers = NamedRows.byKeys(handle, List.of(key), MessageFilter.within(scope));
        return SearchRows.of(handle, numbers, scope).stream()
                .findFirst()
                .map(row -> new LifeRows(handle, scope, row, numbers.get(0)).life());
    }

    private MessageLife life() {
        return new MessageLife(message, seen(references()), stages(), recipients(), receipts(), thread());
    }

    private List<MessageKey> references() {
        return handle
                .createQuery("select unnest(refs) from message where no = :no")
                .bind("no", no)
                .mapTo(String.class)
                .list()
                .stream()
                .flatMap(key -> MessageKey.parse(key).stream())
                .toList();
    }

    /** Who sees a message of others because it was sent to them sees of its references those that they may see themselves. */
    private List<MessageKey> seen(List<MessageKey> keys) {
        return scope.covers(message.key().source())
                ? keys
                : keys.stream()
                        .filter(key -> !NamedRows.byKeys(handle, List.of(key), MessageFilter.within(scope))
                                .isEmpty())
                        .toList();
    }

    private String whatIsRuled() {
        return SearchConditions.maySee(scope).orElse("true");
    }

    private List<MessageLife.Stage> stages() {
        var stages = new ArrayList<MessageLife.Stage>();
        stages.add(new MessageLife.Stage(
                MessageLife.Step.ACCEPTED,
                message.acceptedAt(),
                message.door().map(door -> door.code()).orElse("http")));
        handle.createQuery(
                        """
                        select m.tried_at, m.queue, b.number, b.recorded_at,
                            (select min(coalesce(r.first_judged_at, r.judged_at)) from ruling r where r.message = m.no) as judged_at,
                            exists (select from ruling r where r.message = m.no and r.crosses) as crosses
                        from message m left join batch b on b.no = m.batch where m.no = :no
                        """)
                .bind("no", no)
                .map((row, context) -> stages.addAll(stages(row)))
                .one();
        stages.addAll(copies());
        stages.sort(Comparator.comparing(MessageLife.Stage::at).thenComparing(MessageLife.Stage::step));
        return stages;
    }

    private static List<MessageLife.Stage> stages(ResultSet row) throws SQLException {
        var stages = new ArrayList<MessageLife.Stage>();
        String place = row.getString("queue");
        maybe(row, "tried_at").ifPresent(at -> stages.add(stage(MessageLife.Step.CLAIMED, at, place)));
        maybe(row, "judged_at").ifPresent(at -> stages.add(stage(MessageLife.Step.JUDGED, at, "")));
        Optional<Instant> recorded = maybe(row, "recorded_at");
        String batch = place + " " + row.getLong("number");
        recorded.ifPresent(at -> stages.add(stage(MessageLife.Step.RECORDED, at, batch)));
        if (row.getBoolean("crosses")) {
            // The broker gives it to its recipients in the commit that follows the recording.
            recorded.ifPresent(at -> stages.add(stage(MessageLife.Step.RELEASED, at, "")));
        }
        return stages;
    }

    private static MessageLife.Stage stage(MessageLife.Step step, Instant at, String detail) {
        return new MessageLife.Stage(step, at, detail);
    }

    private List<MessageLife.Stage> copies() {
        return handle.createQuery(
                        """
                        select kind, at, door from copy where source = :source and id = :id and superseded_at is null
                            and kind in ('duplicate', 'conflict') order by at limit :max
                        """)
                .bind("source", message.key().source().toString())
                .bind("id", message.key().id())
                .bind("max", MOST_COPIES)
                .map((row, context) -> stage(
                        row.getString("kind").equals("duplicate")
                                ? MessageLife.Step.DUPLICATE
                                : MessageLife.Step.CONFLICT,
                        Columns.instant(row, "at"),
                        row.getString("door")))
                .list();
    }

    private List<MessageLife.Recipient> recipients() {
        Map<Long, List<MessageLife.Event>> events = events();
        var standing = new ArrayList<MessageLife.Recipient>();
        var earlier = new HashMap<String, List<MessageLife.Ruled>>();
        var query = handle.createQuery(
                        """
                        select r.*, n.name as epoch from ruling r join message m on m.no = r.message
                        join epoch n on n.no = r.link_epoch
                        where r.message = :no and %s order by r.recipient, r.superseded_at desc nulls last, r.no desc
                        """
                                .formatted(whatIsRuled()))
                .bind("no", no);
        if (!scope.everything()) {
            SearchConditions.bindScope(query, scope);
        }
        query.map((row, context) -> {
                    MessageLife.Ruled ruled = ruled(row);
                    boolean superseded = row.getObject("superseded_at") != null;
                    if (superseded) {
                        earlier.computeIfAbsent(ruled.agency(), any -> new ArrayList<>())
                                .add(ruled);
                    } else {
                        standing.add(new MessageLife.Recipient(
                                ruled,
                                row.getBoolean("shown_to_sender"),
                                events.getOrDefault(row.getLong("no"), List.of()),
                                List.of()));
                    }
                    return superseded;
                })
                .list();
        return standing.stream()
                .map(each -> new MessageLife.Recipient(
                        each.ruled(),
                        each.shownToSender(),
                        each.events(),
                        earlier.getOrDefault(each.ruled().agency(), List.of())))
                .toList();
    }

    private Map<Long, List<MessageLife.Event>> events() {
        var events = new HashMap<Long, List<MessageLife.Event>>();
        handle.createQuery(
                        """
                        select e.ruling, e.state, e.at from ruling r join delivery_event e on e.ruling = r.no
                        where r.message = :no order by e.ruling, e.state
                        """)
                .bind("no", no)
                .map((row, context) -> events.computeIfAbsent(row.getLong("ruling"), any -> new ArrayList<>())
                        .add(new MessageLife.Event(
                                Columns.coded(DeliveryState.class, row.getString("state")),
                                Columns.instant(row, "at"))))
                .list();
        return events;
    }

    private MessageLife.Ruled ruled(ResultSet row) throws SQLException {
        return new MessageLife.Ruled(
                row.getString("recipient"),
                row.getObject("id", UUID.class),
                Columns.coded(Outcome.class, row.getString("outcome")),
                Columns.maybe(Code.class, row.getString("reason")),
                Columns.texts(row, "rules"),
                Columns.texts(row, "agreements"),
                Columns.texts(row, "removed"),
                Columns.texts(row, "transformed"),
                message.lane(),
                Channel.of(message.status()),
                Columns.link(row),
                Columns.coded(Handling.class, row.getString("handling")),
                Columns.instant(row, "judged_at"),
                maybe(row, "acknowledge_by"),
                maybe(row, "retain_until"));
    }

    /** That it was recorded, and each notice about what was late. */
    private List<MessageLife.Receipt> receipts() {
        var query = handle.createQuery(
                        """
                        select 'receipt' as kind, b.recorded_at as at from message m join batch b on b.no = m.batch where m.no = :no
                        union all
                        select d.what, d.carried_at from ruling r join message m on m.no = r.message join due d on d.ruling = r.no
                        where r.message = :no and d.carried_at is not null and %s
                            and d.what in ('late', 'late-ended', 'unanswered', 'unanswered-ended')
                        order by at
                        """
                                .formatted(whatIsRuled()))
                .bind("no", no);
        if (!scope.everything()) {
            SearchConditions.bindScope(query, scope);
        }
        return query.map((row, context) -> new MessageLife.Receipt(row.getString("kind"), Columns.instant(row, "at")))
                .list();
    }

    /** Step by step, so that each look goes by a key. */
    private List<MessageLife.Related> thread() {
        var found = new HashMap<Long, MessageLife.Related>();
        List<Long> step = List.of(no);
        for (int i = 0; i < MOST_STEPS && !step.isEmpty() && found.size() < MOST_RELATED; i++) {
            step = near(step, found);
        }
        return found.values().stream()
                .filter(related -> !related.key().equals(message.key()))
                .sorted(Comparator.comparing(MessageLife.Related::at)
                        .thenComparing(related -> related.key().toString()))
                .toList();
    }

    /** What stands one step from these, without what was found before. */
    private List<Long> near(List<Long> step, Map<Long, MessageLife.Related> found) {
        var query = handle.createQuery(
                        """
                        with step as materialized (
                            select m.no, m.source, m.id, m.refs from unnest(:step) as k (no) join message m on m.no = k.no),
                        near as materialized (
                            select e.no from step s cross join lateral unnest(s.refs) as r (key)
                            join message e on e.source = split_part(r.key, '/', 1) and e.id = split_part(r.key, '/', 2)
                            union
                            select l.no from step s join message l
                                on l.refs <> '{}' and l.refs @> array[s.source || '/' || s.id])
                        select m.no, m.source, m.id, m.type, m.msg_type, m.accepted_at from near n join message m on m.no = n.no
                        where %s order by m.no limit :most
                        """
                                .formatted(SearchConditions.of(scope).text()))
                .bindArray("step", Long.class, step)
                .bind("most", MOST_RELATED);
        SearchConditions.of(scope).bind(query);
        var fresh = new ArrayList<Long>();
        query.map((row, context) -> {
                    long number = row.getLong("no");
                    if (found.size() < MOST_RELATED && found.putIfAbsent(number, related(row)) == null) {
                        fresh.add(number);
                    }
                    return number;
                })
                .list();
        return fresh;
    }

    private static MessageLife.Related related(ResultSet row) throws SQLException {
        return new MessageLife.Related(
                Columns.key(row),
                row.getString("type"),
                Columns.maybe(MsgType.class, row.getString("msg_type")),
                Columns.instant(row, "accepted_at"));
    }

    private static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
