package org.kivuko.connector.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.search.MessageFilter;

/** The numbers of messages that fit, in the order of senders and ids, read likewise. Used once, by one thread. */
final class SearchKeys {
    private final Handle handle;
    private final SearchLimits limits;
    private final SearchConditions conditions;
    /** First and last sender of the place that was asked for; empty where none was. */
    private final List<String> senders;

    private final boolean descending;
    private final boolean none;
    private Optional<MessageKey> at;

    SearchKeys(
            Handle handle,
            SearchLimits limits,
            MessageFilter filter,
            boolean descending,
            Optional<MessageKey> after) {
        this.handle = handle;
        this.limits = limits;
        this.conditions = SearchConditions.of(filter);
        this.senders = filter.parties()
                .from()
                .map(from -> SearchWay.senders(handle, from))
                .orElse(List.of());
        this.none = filter.parties().from().isPresent() && senders.isEmpty();
        this.descending = descending;
        this.at = after;
    }

    /**
     * What was found.
     *
     * @param ended the key up to which everything was looked at, included; empty where there is nothing behind
     * @param broken whether it ended there though there are not enough
     */
    record Found(List<Long> numbers, Optional<MessageKey> ended, boolean broken) {}

    private record Row(long no, MessageKey key) {}

    /** At most {@code max} of them. */
    Found find(int max) {
        int most = limits.most(true);
        var rows = new ArrayList<Row>();
        int looked = 0;
        boolean more = !none;
        for (int part = limits.first(); more && rows.size() <= max && looked < most; part = limits.next(part)) {
            int room = Math.min(part, most - looked);
            looked += room;
            Optional<MessageKey> end = end(room);
            rows.addAll(part(end, max + 1 - rows.size()));
            at = end;
            more = end.isPresent();
        }
        if (rows.size() > max) {
            return new Found(numbers(rows.subList(0, max)), Optional.of(rows.get(max - 1).key()), false);
        }
        return new Found(numbers(rows), more ? at : Optional.empty(), more);
    }

    private static List<Long> numbers(List<Row> rows) {
        return rows.stream().map(Row::no).toList();
    }

    /** The key that stands so many places behind; empty where there are not so many. */
    private Optional<MessageKey> end(int room) {
        var query = handle.createQuery(
                        """
                        select m.source, m.id from message m where %s order by m.source %s, m.id %s offset :room limit 1
                        """
                                .formatted(behind(), direction(), direction()))
                .bind("room", room - 1);
        bindBegin(query);
        return query.map((row, context) -> Columns.key(row)).findOne();
    }

    /** What fits as far as a key, or to the end. */
    private List<Row> part(Optional<MessageKey> end, int max) {
        var query = handle.createQuery(
                        """
                        select m.no, m.source, m.id from message m where %s %s and %s order by m.source %s, m.id %s limit :max
                        """
                                .formatted(
                                        behind(),
                                        end.isEmpty()
                                                ? ""
                                                : "and (m.source, m.id) " + (descending ? ">=" : "<=")
                                                        + " (:endSource, :endId)",
                                        conditions.text(),
                                        direction(),
                                        direction()))
                .bind("max", max);
        bindBegin(query);
        end.ifPresent(key -> query.bind("endSource", key.source().toString()).bind("endId", key.id()));
        conditions.bind(query);
        return query.map((row, context) -> new Row(row.getLong("no"), Columns.key(row)))
                .list();
    }

    private String behind() {
        String compared = at.isEmpty() ? "true" : "(m.source, m.id) " + (descending ? "<" : ">") + " (:beginSource, :beginId)";
        return senders.isEmpty() ? compared : compared + " and m.source between :firstSender and :lastSender";
    }

    private String direction() {
        return descending ? "desc" : "asc";
    }

    private void bindBegin(Query query) {
        at.ifPresent(key ->
                query.bind("beginSource", key.source().toString()).bind("beginId", key.id()));
        if (!senders.isEmpty()) {
            query.bind("firstSender", senders.get(0)).bind("lastSender", senders.get(senders.size() - 1));
        }
    }
}
