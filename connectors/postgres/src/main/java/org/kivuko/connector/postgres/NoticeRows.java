package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.watch.NoticeBook;

/** What is still to be told of alerts, one row for each channel. Thread-safe. */
final class NoticeRows implements NoticeBook {
    private final Database database;

    NoticeRows(Database database) {
        this.database = database;
    }

    static void add(Handle handle, UUID alert, boolean started, Collection<String> channels) {
        if (channels.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate("insert into alert_notice (alert, started, channel)"
                        + " select :alert, :started, c from unnest(:channels) as c on conflict do nothing")
                .bind("alert", alert)
                .bind("started", started);
        Columns.bind(insert, "channels", channels, Function.identity());
        insert.execute();
    }

    private record Open(UUID id, int tries, boolean due) {}

    @Override
    public Optional<Bundle> next(String channel, Instant now) {
        return database.inTransaction("look what is to be told", handle -> {
            // One hub at a time: else two would make two bundles of the same.
            handle.createQuery("select pg_advisory_xact_lock(hashtext(:name))")
                    .bind("name", "notices " + channel)
                    .mapTo(String.class)
                    .one();
            Optional<Open> open = open(handle, channel, now).or(() -> begin(handle, channel));
            return open.filter(Open::due).map(found -> {
                again(handle, found.id(), now.plus(TELLING));
                return bundle(handle, found);
            });
        });
    }

    private static Optional<Open> open(Handle handle, String channel, Instant now) {
        return handle.createQuery("select id, tries, coalesce(again <= :now, true) as due from alert_bundle"
                        + " where channel = :channel and told_at is null order by id limit 1")
                .bind("channel", channel)
                .bind("now", Columns.kept(now))
                .map((row, context) ->
                        new Open(row.getObject("id", UUID.class), row.getInt("tries"), row.getBoolean("due")))
                .findOne();
    }

    /** Everything that waits for the channel becomes one bundle, up to what one may hold. */
    private static Optional<Open> begin(Handle handle, String channel) {
        UUID id = UUID.randomUUID();
        int rows = handle.createUpdate(
                        """
                        update alert_notice set bundle = :id where no in (
                            select no from alert_notice
                            where channel = :channel and told_at is null and bundle is null order by no limit :most)
                        """)
                .bind("id", id)
                .bind("channel", channel)
                .bind("most", MOST)
                .execute();
        if (rows == 0) {
            return Optional.empty();
        }
        handle.createUpdate("insert into alert_bundle (id, channel) values (:id, :channel)")
                .bind("id", id)
                .bind("channel", channel)
                .execute();
        return Optional.of(new Open(id, 0, true));
    }

    private static Bundle bundle(Handle handle, Open open) {
        return new Bundle(
                open.id(),
                open.tries(),
                handle.createQuery(
                                "select " + AlertRows.COLUMNS + ", n.started from alert_notice n"
                                        + " join alert a on a.id = n.alert where n.bundle = :id and n.told_at is null order by n.no")
                        .bind("id", open.id())
                        .map((row, context) -> new Told(AlertRows.alert(row), row.getBoolean("started")))
                        .list());
    }

    @Override
    public void told(UUID bundle, Instant at) {
        database.inTransaction("note that somebody was told", handle -> {
            handle.createUpdate("update alert_notice set told_at = :at where bundle = :id and told_at is null")
                    .bind("id", bundle)
                    .bind("at", Columns.kept(at))
                    .execute();
            return handle.createUpdate("update alert_bundle set told_at = :at where id = :id")
                    .bind("id", bundle)
                    .bind("at", Columns.kept(at))
                    .execute();
        });
    }

    private static void again(Handle handle, UUID bundle, Instant at) {
        handle.createUpdate("update alert_bundle set again = :again where id = :id")
                .bind("id", bundle)
                .bind("again", Columns.kept(at))
                .execute();
    }

    @Override
    public void failed(UUID bundle, Instant again) {
        database.inTransaction("note that somebody could not be told", handle -> {
            again(handle, bundle, again);
            return handle.createUpdate("update alert_bundle set tries = tries + 1 where id = :id")
                    .bind("id", bundle)
                    .execute();
        });
    }
}
