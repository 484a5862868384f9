package org.kivuko.connector.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.model.AgencyId;
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
            Handle handle, SearchLimits limits, MessageFilter filter, boolean descending, Optional<MessageKey> after) {
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
        for (int part = limits.firstByKey(); more && rows.size() <= max && looked < most; part = limits.next(part)) {
            int room = Math.min(part, most - looked);
            looked += room;
            Optional<MessageKey> end = part(room, max + 1 - rows.size(), rows);
            at = end;
            more = end.isPresent();
        }
        if (rows.size() > max) {
            return new Found(
                    numbers(rows.subList(0, max)), Optional.of(rows.get(max - 1).key()), false);
        }
        return new Found(numbers(rows), more ? at : Optional.empty(), more);
    }

    private static List<Long> numbers(List<Row> rows) {
        return rows.stream().map(Row::no).toList();
    }

    /**
     * Looks at the next so many and adds what fits. They are taken first, by the key alone: with a condition beside it another
     * index serves that, and all of an agency is read and sorted.
     *
     * @return the last one that was looked at; empty where there were fewer
     */
    private Optional<MessageKey> part(int room, int max, List<Row> found) {
        var query = handle.createQuery(
                        """
                        with part as materialized (
                            select m.no, m.source, m.id from message m where %1$s order by m.source %2$s, m.id %2$s limit :room),
                        ended as materialized (
                            select source, id from part order by source %2$s, id %2$s offset :room - 1 limit 1)
                        select e.source as end_source, e.id as end_id, f.no, f.source, f.id
                        from (select 1) one left join ended e on true left join lateral (
                            select m.no, m.source, m.id from (select * from part order by source %2$s, id %2$s) p
                            join message m on m.no = p.no where %3$s order by p.source %2$s, p.id %2$s limit :max) f on true
                        """
                                .formatted(behind(), direction(), conditions.text()))
                .bind("room", room)
                .bind("max", max);
        bindBegin(query);
        conditions.bind(query);
        var ended = new ArrayList<MessageKey>();
        query.map((row, context) -> {
                    if (row.getString("end_source") != null) {
                        ended.add(new MessageKey(AgencyId.of(row.getString("end_source")), row.getString("end_id")));
                    }
                    return row.getString("source") == null || found.add(new Row(row.getLong("no"), Columns.key(row)));
                })
                .list();
        return ended.stream().findFirst();
    }

    private String behind() {
        String compared =
                at.isEmpty() ? "true" : "(m.source, m.id) " + (descending ? "<" : ">") + " (:beginSource, :beginId)";
        return senders.isEmpty() ? compared : compared + " and m.source between :firstSender and :lastSender";
    }

    private String direction() {
        return descending ? "desc" : "asc";
    }

    private void bindBegin(Query query) {
        at.ifPresent(key -> query.bind("beginSource", key.source().toString()).bind("beginId", key.id()));
        if (!senders.isEmpty()) {
            query.bind("firstSender", senders.get(0)).bind("lastSender", senders.get(senders.size() - 1));
        }
    }
}
