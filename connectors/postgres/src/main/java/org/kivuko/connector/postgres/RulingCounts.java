package org.kivuko.connector.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Counts rulings by ten minutes, each once: by pair and outcome, by agreement, and messages by whether all of them refused. */
final class RulingCounts {
    /** To within which figures are told. */
    static final Duration STEP = Duration.ofMinutes(10);

    /** So many rulings are counted at one look at most. */
    private static final long AT_ONCE = 50_000;

    private static final List<String> TABLES = List.of("sent_traffic", "agreement_use");

    private RulingCounts() {}

    /** Counts what was not counted yet, forgets what is older than an instant, and says up to which ruling all are counted. */
    static long count(Handle handle, long upTo, Instant oldest) {
        long from = mark(handle).orElseGet(() -> firstSince(handle, oldest, upTo) - 1);
        long to = Math.min(upTo, from + AT_ONCE);
        if (to > from) {
            add(handle, from, to);
            mark(handle, to);
        }
        forget(handle, oldest);
        TABLES.forEach(table -> handle.createUpdate("delete from " + table + " where at < :end")
                .bind("end", Columns.kept(oldest))
                .execute());
        return to;
    }

    /** Forgets old traffic, in its sum too. */
    private static void forget(Handle handle, Instant oldest) {
        int changed = handle.createUpdate(
                        """
                        with gone as (delete from traffic where at < :end returning source, recipient, outcome, rulings)
                        update traffic_sum t set rulings = t.rulings - g.rulings
                        from (select source, recipient, outcome, sum(rulings) as rulings from gone group by 1, 2, 3) g
                        where (t.source, t.recipient, t.outcome) = (g.source, g.recipient, g.outcome)
                        """)
                .bind("end", Columns.kept(oldest))
                .execute();
        if (changed > 0) {
            handle.execute("delete from traffic_sum where rulings = 0");
        }
    }

    /** Locked, so that two hubs do not count the same. */
    private static Optional<Long> mark(Handle handle) {
        handle.execute("insert into traffic_mark (ruling) values (-1) on conflict do nothing");
        return handle.createQuery("select ruling from traffic_mark for update")
                .mapTo(Long.class)
                .findOne()
                .filter(mark -> mark >= 0);
    }

    private static void mark(Handle handle, long ruling) {
        handle.createUpdate("update traffic_mark set ruling = :no")
                .bind("no", ruling)
                .execute();
    }

    private static void add(Handle handle, long from, long to) {
        // A message counts once, with its first ruling; whoever is ruled for later in the same range, or judged again,
        // changes nothing.
        handle.createUpdate(
                        """
                        insert into sent_traffic (at, source, messages, refused)
                        select date_bin('10 minutes', s.at, timestamptz '2000-01-01Z'), m.source, count(*),
                            count(*) filter (where s.refused)
                        from (
                            select r.message, min(r.judged_at) as at, bool_and(r.outcome = 'refused') as refused
                            from ruling r
                            where r.superseded_at is null and r.message in (
                                select f.message from ruling f
                                where f.no > :from and f.no <= :to and f.superseded_at is null
                                    and not exists (select from ruling e where e.message = f.message and e.no <= :from))
                            group by r.message) s
                        join message m on m.no = s.message
                        group by 1, 2 order by 1, 2
                        on conflict (at, source) do update
                        set messages = sent_traffic.messages + excluded.messages, refused = sent_traffic.refused + excluded.refused
                        """)
                .bind("from", from)
                .bind("to", to)
                .execute();
        handle.createUpdate(
                        """
                        with counted as (
                            select date_bin('10 minutes', r.judged_at, timestamptz '2000-01-01Z') as bin,
                                m.source, r.recipient, r.outcome, count(*) as rulings
                            from ruling r join message m on m.no = r.message
                            where r.no > :from and r.no <= :to and r.superseded_at is null
                            group by 1, 2, 3, 4),
                        binned as (
                            insert into traffic (at, source, recipient, outcome, rulings)
                            select bin, source, recipient, outcome, rulings from counted order by 1, 2, 3, 4
                            on conflict (at, source, recipient, outcome)
                            do update set rulings = traffic.rulings + excluded.rulings)
                        insert into traffic_sum (source, recipient, outcome, rulings)
                        select source, recipient, outcome, sum(rulings) from counted group by 1, 2, 3 order by 1, 2, 3
                        on conflict (source, recipient, outcome)
                        do update set rulings = traffic_sum.rulings + excluded.rulings
                        """)
                .bind("from", from)
                .bind("to", to)
                .execute();
        handle.createUpdate(
                        """
                        insert into agreement_use (at, agreement, rulings)
                        select date_bin('10 minutes', r.judged_at, timestamptz '2000-01-01Z'), split_part(a, '@', 1), count(*)
                        from ruling r cross join unnest(r.agreements) as a
                        where r.no > :from and r.no <= :to and r.superseded_at is null
                        group by 1, 2 order by 1, 2
                        on conflict (at, agreement) do update set rulings = agreement_use.rulings + excluded.rulings
                        """)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    /** The first ruling that was made since an instant: rulings are numbered in the order in which they are made, about. */
    private static long firstSince(Handle handle, Instant since, long newest) {
        long low = 1;
        long high = newest + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            boolean before = handle.createQuery(
                            "select judged_at < :since from ruling where no >= :no order by no limit 1")
                    .bind("since", Columns.kept(since))
                    .bind("no", middle)
                    .mapTo(Boolean.class)
                    .findOne()
                    .orElse(false);
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
