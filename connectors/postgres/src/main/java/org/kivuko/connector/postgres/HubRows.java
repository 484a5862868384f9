package org.kivuko.connector.postgres;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertBook;

/** Which hub judges which alert. Whether a hub still looks is asked of the database's clock, which all of them share. */
final class HubRows {
    /** Of an alert {@code a}: its hub has not looked for so long that it is gone for ever. */
    static final String FORGOTTEN =
            "not exists (select from alert_hub h where h.hub = a.hub and h.seen_at > now() - interval '"
                    + AlertBook.FORGOTTEN.toSeconds() + " seconds')";

    private HubRows() {}

    /** Notes that a hub looks now, and by when it looks again. */
    static void looks(Handle handle, UUID hub, Duration within) {
        handle.createUpdate(
                        """
                        insert into alert_hub (hub, seen_at, again_by)
                        values (:hub, now(), now() + make_interval(secs => :within))
                        on conflict (hub) do update set seen_at = excluded.seen_at, again_by = excluded.again_by
                        """)
                .bind("hub", hub)
                .bind("within", within.toSeconds())
                .execute();
    }

    /** What is about no hub alone, and was judged by one that has not looked in time, is judged by this one from now on. */
    static void takeOver(Handle handle, UUID hub) {
        handle.createUpdate(
                        """
                        update alert a set hub = :hub
                        where a.ended_at is null and a.hub <> :hub and not a.of_one_hub
                            and not exists (select from alert_hub h where h.hub = a.hub and h.again_by > now())
                        """)
                .bind("hub", hub)
                .execute();
    }

    private record Row(Alert alert, boolean own, boolean forgotten) {}

    static AlertBook.Open open(Handle handle, UUID hub) {
        List<Row> rows = handle.createQuery("select " + AlertRows.COLUMNS + ", a.hub = :hub as own, " + FORGOTTEN
                        + " as forgotten from alert a where a.ended_at is null order by a.no")
                .bind("hub", hub)
                .map((row, context) ->
                        new Row(AlertRows.alert(row), row.getBoolean("own"), row.getBoolean("forgotten")))
                .list();
        return new AlertBook.Open(
                alerts(rows, Row::own),
                alerts(rows, row -> !row.own() && !row.alert().kind().isOfOneHub()),
                alerts(rows, row -> !row.own() && row.alert().kind().isOfOneHub() && row.forgotten()));
    }

    private static List<Alert> alerts(List<Row> rows, Predicate<Row> which) {
        return rows.stream().filter(which).map(Row::alert).toList();
    }
}
