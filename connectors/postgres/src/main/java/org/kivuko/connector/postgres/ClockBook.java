package org.kivuko.connector.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.clock.ClockDoubt;

/** What the database knows of the time: its own clock, and the last instants that hubs recorded. Thread-safe. */
public final class ClockBook {
    private final Database database;

    ClockBook(Database database) {
        this.database = database;
    }

    /** The database's own clock. */
    public Instant now() {
        return database.inTransaction("ask for the time", handle -> handle.createQuery("select clock_timestamp() as at")
                .map((row, context) -> Columns.instant(row, "at"))
                .one());
    }

    /** The last instant at which a hub was seen running, to within seconds; empty where none ever was. */
    public Optional<Instant> last() {
        return database.inTransaction("ask when a hub ran last", handle -> handle.createQuery(
                        """
                        select coalesce((select at from clock_mark),
                            (select recorded_at from batch order by no desc limit 1)) as at
                        """)
                .map((row, context) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .one());
    }

    /** By how much the hub's clock was ahead of the database's when it was confirmed last; negative behind, zero never confirmed. */
    public Duration ahead() {
        return database.inTransaction("ask for the confirmed difference", handle -> handle.createQuery(
                        "select ahead_millis from clock_confirmation order by no desc limit 1")
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis)
                .orElse(Duration.ZERO));
    }

    /** A hub runs at this instant. */
    public void mark(Instant at) {
        database.inTransaction("note that a hub runs", handle -> mark(handle, at));
    }

    private static int mark(Handle handle, Instant at) {
        return handle.createUpdate(
                        "insert into clock_mark (at) values (:at) on conflict (only_one) do update set at = excluded.at")
                .bind("at", Columns.kept(at))
                .execute();
    }

    /**
     * Somebody says that what a doubted clock reads now is right. Kept with what it is ahead of the database's clock, so that a
     * difference that lasts is not doubted again at the next start.
     *
     * @param at what it reads
     * @param who the key or the place by which it was said, no name of a person
     */
    public void confirmed(ClockDoubt doubt, Instant at, String who) {
        database.inTransaction("note that the clock is confirmed", handle -> {
            handle.createUpdate(
                            """
                            insert into clock_confirmation (at, expected, against, ahead_millis, who)
                            values (:at, :expected, :against,
                                round(extract(epoch from cast(:at as timestamptz) - clock_timestamp()) * 1000), :who)
                            """)
                    .bind("at", Columns.kept(at))
                    .bind("expected", Columns.kept(doubt.expected()))
                    .bind("against", doubt.against())
                    .bind("who", who)
                    .execute();
            return mark(handle, at);
        });
    }
}
