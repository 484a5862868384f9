package org.kivuko.connector.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.operations.search.MessageFilter;

/**
 * The numbers of messages that fit, in the order of time, read in parts that grow until there are enough, or as many were looked
 * at as may be at once. Used once, by one thread.
 */
final class SearchNumbers {
    /** Read of each stream at a time, however many streams there are. */
    private static final int FEWEST = 10;

    private final Handle handle;
    private final SearchLimits limits;
    private final SearchWay way;
    private final SearchConditions conditions;
    private final boolean descending;
    private long low;
    private long high;

    SearchNumbers(Handle handle, SearchLimits limits, MessageFilter filter, boolean descending, OptionalLong after) {
        this.handle = handle;
        this.limits = limits;
        this.way = SearchWay.of(handle, filter);
        this.conditions = SearchConditions.of(filter);
        this.descending = descending;
        begin(filter.span(), after);
    }

    /**
     * What was found.
     *
     * @param ended the number up to which everything was looked at, included; empty where there is nothing behind
     * @param broken whether it ended there though there are not enough
     */
    record Found(List<Long> numbers, OptionalLong ended, boolean broken) {}

    private void begin(MessageFilter.Span span, OptionalLong after) {
        SearchSpan numbers = SearchSpan.of(handle, span);
        low = numbers.low();
        high = numbers.high();
        if (after.isPresent() && descending) {
            high = Math.min(high, after.getAsLong());
        } else if (after.isPresent()) {
            low = Math.max(low, after.getAsLong() + 1);
        }
    }

    /** At most {@code max} of them. */
    Found find(int max) {
        int most = limits.most(!way.all() || conditions.asksRulings());
        int wanted = max + 1;
        var numbers = new ArrayList<Long>();
        int looked = 0;
        for (int part = limits.first();
                low < high && numbers.size() < wanted && looked < most;
                part = limits.next(part)) {
            int room = Math.min(part, most - looked);
            looked += room;
            numbers.addAll(way.all() ? window(room, wanted - numbers.size()) : streams(room, wanted - numbers.size()));
        }
        if (numbers.size() > max) {
            return new Found(numbers.subList(0, max), OptionalLong.of(numbers.get(max - 1)), false);
        }
        return low < high
                ? new Found(numbers, OptionalLong.of(descending ? high : low - 1), true)
                : new Found(numbers, OptionalLong.empty(), false);
    }

    /** The next so many numbers, whatever they name. */
    private List<Long> window(int room, int max) {
        long from = descending ? Math.max(low, high - room) : low;
        long to = descending ? high : Math.min(high, low + room);
        var query = handle.createQuery(
                        """
                        select m.no from message m where m.no >= :from and m.no < :to and %s order by m.no %s limit :max
                        """
                                .formatted(conditions.text(), direction()))
                .bind("from", from)
                .bind("to", to)
                .bind("max", max);
        conditions.bind(query);
        List<Long> found = query.mapTo(Long.class).list();
        if (descending) {
            high = from;
        } else {
            low = to;
        }
        return found;
    }

    private String direction() {
        return descending ? "desc" : "asc";
    }

    /** The next of each stream; of all of them what lies before the end of the one that ends first. */
    private List<Long> streams(int room, int max) {
        var found = new ArrayList<Long>();
        if (way.keys() == 0) {
            low = high;
            return found;
        }
        int each = Math.max(FEWEST, room / way.keys());
        var query = handle.createQuery(streamsText())
                .bind("low", low)
                .bind("high", high)
                .bind("each", each)
                .bind("max", max);
        bindWay(query);
        conditions.bind(query);
        var ended = new ArrayList<Long>();
        query.map((row, context) -> {
                    Long last = row.getObject("last", Long.class);
                    Long no = row.getObject("no", Long.class);
                    if (last != null) {
                        ended.add(last);
                    }
                    if (no != null) {
                        found.add(no);
                    }
                    return no == null ? 0 : no;
                })
                .list();
        if (ended.isEmpty()) {
            low = high;
        } else if (descending) {
            high = ended.get(0);
        } else {
            low = ended.get(0) + 1;
        }
        return found;
    }

    private void bindWay(Query query) {
        bind(query, "sent", way.sent());
        bind(query, "got", way.got());
        bind(query, "reasons", way.reasons());
    }

    private static void bind(Query query, String name, List<String> keys) {
        if (!keys.isEmpty()) {
            Columns.bind(query, name, keys, key -> key);
        }
    }

    private String streamsText() {
        var streams = new ArrayList<String>();
        if (!way.sent().isEmpty()) {
            streams.add(stream("sent", "m.no", "message m", "m.accepted and m.no > 0 and m.source"));
        }
        if (!way.got().isEmpty()) {
            streams.add(stream(
                    "got", "r.message", "ruling r", "r.superseded_at is null and r.message > 0 and r.recipient"));
        }
        if (!way.reasons().isEmpty()) {
            streams.add(stream(
                    "reasons",
                    "r.message",
                    "ruling r",
                    "r.superseded_at is null and r.message > 0 and r.reason is not null and r.reason"));
        }
        return """
               with candidate (stream, no) as materialized (%s),
               ended (last) as materialized (select %s(ends.last) from (select %s(no) as last from candidate
                   group by stream having count(*) >= :each) ends)
               select e.last, p.no from ended e left join lateral (
                   select m.no from (select c.no from candidate c
                       where e.last is null or c.no %s e.last group by c.no order by c.no %s) n
                   join message m on m.no = n.no
                   where %s order by m.no %s limit :max) p on true
               """
                .formatted(
                        String.join(" union all ", streams),
                        descending ? "max" : "min",
                        descending ? "min" : "max",
                        descending ? ">=" : "<=",
                        direction(),
                        conditions.text("n.no", "m.source"),
                        direction());
    }

    private String stream(String name, String number, String table, String key) {
        return """
               select '%s ' || k.key, s.no from unnest(:%s) as k (key) cross join lateral (
                   select %s as no from %s where %s = k.key and %s >= :low and %s < :high order by %s %s limit :each) s
               """
                .formatted(name, name, number, table, key, number, number, number, direction());
    }
}
