package org.kivuko.connector.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.watch.PostTally;
import org.kivuko.operations.watch.Posts;

/** What was counted at border posts. */
final class PostRows {
    private static final String NO_STATE = "";

    private PostRows() {}

    static int keep(Handle handle, PostTally.Counted counted, Instant now) {
        List<PostTally.Way> ways = List.copyOf(counted.counts().keySet());
        var insert = handle.createUpdate(
                        """
                        insert into post_traffic (at, post, to_state, messages)
                        select date_bin('10 minutes', :at, timestamptz '2000-01-01Z'), e.post, e.state, cast(e.messages as bigint)
                        from unnest(:posts, :states, :messages) as e (post, state, messages) order by e.post, e.state
                        on conflict (at, post, to_state) do update set messages = post_traffic.messages + excluded.messages
                        """)
                .bind("at", Columns.kept(now));
        Columns.bind(insert, "posts", ways, PostTally.Way::post);
        Columns.bind(insert, "states", ways, way -> way.to().orElse(NO_STATE));
        Columns.bind(
                insert, "messages", ways, way -> Long.toString(counted.counts().get(way)));
        return insert.execute() + reports(handle, counted.reports());
    }

    private static int reports(Handle handle, Map<String, Instant> reports) {
        List<String> posts = List.copyOf(reports.keySet());
        var insert = handle.createUpdate(
                """
                insert into post_report (post, at)
                select e.post, cast(e.at as timestamptz) from unnest(:posts, :instants) as e (post, at) order by e.post
                on conflict (post) do update set at = greatest(post_report.at, excluded.at)
                """);
        Columns.bind(insert, "posts", posts, post -> post);
        Columns.bind(insert, "instants", posts, post -> Columns.kept(reports.get(post))
                .toString());
        return insert.execute();
    }

    static void forget(Handle handle, Instant before) {
        handle.createUpdate("delete from post_traffic where at < :end")
                .bind("end", Columns.kept(before))
                .execute();
    }

    static Posts.Figures since(Handle handle, Instant since) {
        var counts = new HashMap<PostTally.Way, Long>();
        handle.createQuery("select post, to_state, cast(sum(messages) as bigint) as n from post_traffic"
                        + " where at > :since group by post, to_state")
                .bind("since", Columns.kept(since.minus(Duration.ofMinutes(10))))
                .map((row, context) -> Map.entry(
                        new PostTally.Way(
                                row.getString("post"),
                                Optional.of(row.getString("to_state")).filter(state -> !state.equals(NO_STATE))),
                        row.getLong("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        var reports = new HashMap<String, Instant>();
        handle.createQuery("select post, at from post_report")
                .map((row, context) -> Map.entry(row.getString("post"), Columns.instant(row, "at")))
                .forEach(entry -> reports.put(entry.getKey(), entry.getValue()));
        return new Posts.Figures(counts, reports);
    }
}
