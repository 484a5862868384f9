package org.kivuko.connector.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.shift.ShiftBook;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.PostTally;
import org.kivuko.operations.watch.Posts;
import org.kivuko.operations.watch.SuspensionBook;
import org.kivuko.operations.watch.ThresholdBook;
import org.kivuko.operations.watch.Traffic;

/**
 * What the hub measures itself by, as far as it stands in the database, and where it keeps what operators are told. Thread-safe.
 * Every method throws {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer.
 */
public final class WatchBook implements Traffic {
    private static final Duration KEPT = Duration.ofHours(25);

    private final Database database;

    WatchBook(Database database) {
        this.database = database;
    }

    public AlertBook alerts() {
        return new PostgresAlerts(database);
    }

    public NoticeBook notices() {
        return new NoticeRows(database);
    }

    public ThresholdBook thresholds() {
        return new ThresholdRows(database);
    }

    public ShiftBook shift() {
        return new ShiftRows(database);
    }

    public SuspensionBook suspensions() {
        return new SuspensionRows(database);
    }

    @Override
    public Map<String, Long> held() {
        return database.inOneStatement(
                "count what is held",
                handle -> counts(
                        handle,
                        "select recipient as key, count(*) as n from ruling"
                                + " where outcome = 'held' and superseded_at is null group by recipient"));
    }

    private static Map<String, Long> counts(Handle handle, String sql) {
        var counts = new HashMap<String, Long>();
        handle.createQuery(sql)
                .map((row, context) -> Map.entry(row.getString("key"), row.getLong("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Notes that something was heard of agencies at an instant. */
    public void heard(Collection<String> agencies, Instant at) {
        if (agencies.isEmpty()) {
            return;
        }
        database.inTransaction("note who was heard of", handle -> {
            var insert = handle.createUpdate("insert into agency_seen (agency, at)"
                            + " select a, :at from unnest(:agencies) as a order by a"
                            + " on conflict (agency) do update set at = greatest(agency_seen.at, excluded.at)")
                    .bind("at", Columns.kept(at));
            Columns.bind(insert, "agencies", agencies, Function.identity());
            return insert.execute();
        });
    }

    @Override
    public Map<String, Instant> lastHeard() {
        var last = new HashMap<String, Instant>();
        database.inOneStatement(
                        "ask who was heard of", handle -> handle.createQuery("select agency, at from agency_seen")
                                .map((row, context) -> Map.entry(row.getString("agency"), Columns.instant(row, "at")))
                                .list())
                .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
        return last;
    }

    /** The number of the newest ruling; zero where there is none. */
    public long newestRuling() {
        return database.inOneStatement("ask for the newest ruling", handle -> handle.createQuery(
                        "select no from ruling order by no desc limit 1")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /**
     * Counts rulings that were not counted yet, up to one. Of a ledger that never was counted it begins a day ago.
     *
     * @param upTo every ruling up to this one is committed by now, or never will be
     * @return whether all up to there are counted
     */
    public boolean count(long upTo, Instant now) {
        return database.inTransaction("count rulings", handle -> {
            long to = RulingCounts.count(handle, upTo, now.minus(KEPT));
            PostRows.forget(handle, now.minus(KEPT));
            return to >= upTo;
        });
    }

    /** How many rulings rested on each agreement since an instant, by its id, to within ten minutes. */
    public Map<String, Long> uses(Instant since) {
        return database.throughAll("read how often agreements were used", handle -> {
            var uses = new HashMap<String, Long>();
            handle.createQuery("select agreement, cast(sum(rulings) as bigint) as n from agreement_use"
                            + " where at > :since group by agreement")
                    .bind("since", Columns.kept(since.minus(RulingCounts.STEP)))
                    .map((row, context) -> Map.entry(row.getString("agreement"), row.getLong("n")))
                    .forEach(entry -> uses.put(entry.getKey(), entry.getValue()));
            return uses;
        });
    }

    @Override
    public List<Sent> sent(Instant since) {
        return database.throughAll("read how many messages were refused", handle -> handle.createQuery(
                        """
                        select source, cast(sum(messages) as bigint) as n, cast(sum(refused) as bigint) as refused
                        from sent_traffic where at > :since group by source order by source
                        """)
                .bind("since", Columns.kept(since.minus(RulingCounts.STEP)))
                .map((row, context) -> new Sent(row.getString("source"), row.getLong("n"), row.getLong("refused")))
                .list());
    }

    @Override
    public List<Flow> since(Instant since) {
        return database.throughAll("read what was ruled lately", handle -> handle.createQuery(
                        """
                        select source, recipient, outcome, cast(sum(rulings) as bigint) as n
                        from (
                            select source, recipient, outcome, rulings from traffic_sum
                            union all
                            select source, recipient, outcome, - rulings from traffic where at <= :since) counted
                        group by source, recipient, outcome having sum(rulings) > 0
                        order by source, recipient, outcome
                        """)
                .bind("since", Columns.kept(since.minus(RulingCounts.STEP)))
                .map((row, context) -> new Flow(
                        row.getString("source"),
                        row.getString("recipient"),
                        row.getString("outcome"),
                        row.getLong("n")))
                .list());
    }

    /** Keeps what was counted at border posts. */
    public void keep(PostTally.Counted counted, Instant now) {
        if (!counted.isEmpty()) {
            database.inTransaction("keep what was counted at posts", handle -> PostRows.keep(handle, counted, now));
        }
    }

    /** What was counted at border posts since an instant, to within ten minutes. */
    public Posts.Figures posts(Instant since) {
        return database.throughAll("read what was counted at posts", handle -> PostRows.since(handle, since));
    }
}
