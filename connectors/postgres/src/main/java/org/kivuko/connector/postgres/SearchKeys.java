package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.Position;

/** The numbers of messages that fit, in the order of senders and of time for each, read likewise. Used once, by one thread. */
final class SearchKeys {
    private static final String BEHIND_FIRST =
            " (greatest(:beginSource, :firstSender), case when :beginSource < :firstSender then 0 else :beginNo end)";
    private static final String BEFORE_LAST =
            " (least(:beginSource, :lastSender), case when :beginSource > :lastSender then %d else :beginNo end)"
                    .formatted(Long.MAX_VALUE);

    private final Handle handle;
    private final SearchLimits limits;
    private final SearchConditions conditions;
    private final SearchSpan span;
    /** First and last sender of the place that was asked for; empty where none was. */
    private final List<String> senders;

    private final boolean descending;
    private final boolean none;
    private Optional<Position.Sent> at;

    SearchKeys(
            Handle handle,
            SearchLimits limits,
            MessageFilter filter,
            boolean descending,
            Optional<Position.Sent> after) {
        this.handle = handle;
        this.limits = limits;
        this.conditions = SearchConditions.of(filter);
        this.span = SearchSpan.of(handle, filter.span());
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
     * @param ended the place up to which everything was looked at, included; empty where there is nothing behind
     */
    record Found(List<Long> numbers, Optional<Position.Sent> ended) {}

    /** At most {@code max} of them. */
    Found find(int max) {
        int most = limits.mostByKey(conditions.asksMessages());
        var rows = new ArrayList<Position.Sent>();
        int looked = 0;
        boolean more = !none;
        for (int part = limits.firstByKey(); more && rows.size() <= max && looked < most; part = limits.next(part)) {
            int room = Math.min(part, most - looked);
            looked += room;
            Optional<Position.Sent> end = part(room, max + 1 - rows.size(), rows);
            at = end;
            more = end.isPresent();
        }
        if (rows.size() > max) {
            return new Found(numbers(rows.subList(0, max)), Optional.of(rows.get(max - 1)));
        }
        return new Found(numbers(rows), more ? at : Optional.empty());
    }

    private static List<Long> numbers(List<Position.Sent> rows) {
        return rows.stream().map(Position.Sent::no).toList();
    }

    /**
     * Looks at the next so many and adds what fits. They are taken first, from the index alone: with a condition beside it another
     * one serves that, and all of an agency is read and sorted.
     *
     * @return the last one that was looked at; empty where there were fewer
     */
    private Optional<Position.Sent> part(int room, int max, List<Position.Sent> found) {
        var query = handle.createQuery(
                        """
                        with part as materialized (
                            select m.no, m.source from message m where m.accepted and m.no > 0 and %1$s
                            order by m.source %2$s, m.no %2$s limit :room),
                        ended as materialized (
                            select source, no from part order by source %2$s, no %2$s offset :room - 1 limit 1)
                        select e.source as end_source, e.no as end_no, f.source, f.no
                        from (select 1) one left join ended e on true left join lateral (
                            select p.source, p.no from part p
                            join message m on m.no = p.no where p.no >= :low and p.no < :high and %3$s
                            order by p.source %2$s, p.no %2$s limit :max) f on true
                        """
                                .formatted(behind(), direction(), conditions.text("p.no", "p.source")))
                .bind("room", room)
                .bind("low", span.low())
                .bind("high", span.high())
                .bind("max", max);
        bindBegin(query);
        conditions.bind(query);
        var ended = new ArrayList<Position.Sent>();
        query.map((row, context) -> {
                    sent(row, "end_source", "end_no").ifPresent(ended::add);
                    sent(row, "source", "no").ifPresent(found::add);
                    return true;
                })
                .list();
        return ended.stream().findFirst();
    }

    private static Optional<Position.Sent> sent(ResultSet row, String source, String no) throws SQLException {
        String agency = row.getString(source);
        return agency == null ? Optional.empty() : Optional.of(new Position.Sent(AgencyId.of(agency), row.getLong(no)));
    }

    /**
     * Where the index is entered, and where it is left. Entered by one condition alone: of two the server takes either, and
     * reads on from a place that lies far before the senders that are asked for.
     */
    private String behind() {
        if (at.isEmpty()) {
            return senders.isEmpty() ? "true" : "m.source between :firstSender and :lastSender";
        }
        String compared = "(m.source, m.no) " + (descending ? "<" : ">");
        if (senders.isEmpty()) {
            return compared + " (:beginSource, :beginNo)";
        }
        return descending
                ? compared + BEFORE_LAST + " and m.source >= :firstSender"
                : compared + BEHIND_FIRST + " and m.source <= :lastSender";
    }

    private String direction() {
        return descending ? "desc" : "asc";
    }

    private void bindBegin(Query query) {
        at.ifPresent(last -> query.bind("beginSource", last.source().toString()).bind("beginNo", last.no()));
        if (!senders.isEmpty()) {
            query.bind("firstSender", senders.get(0)).bind("lastSender", senders.get(senders.size() - 1));
        }
    }
}
