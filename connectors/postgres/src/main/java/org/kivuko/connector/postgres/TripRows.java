package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.operations.people.Trip;
import org.kivuko.operations.people.TripStore;

/** The table {@code trip}. Thread-safe. */
final class TripRows implements TripStore {
    private final Database database;

    TripRows(Database database) {
        this.database = database;
    }

    @Override
    public boolean begin(String digest, String back, Instant now) {
        return database.inTransaction("begin a trip", handle -> {
            handle.createUpdate("delete from trip where begun_at < :before")
                    .bind("before", Columns.kept(now.minus(Trip.LONGEST)))
                    .execute();
            return handle.createUpdate(
                                    """
                                    insert into trip (token_digest, back, begun_at)
                                    select :digest, :back, :at where (select count(*) from trip) < :most
                                    """)
                            .bind("digest", digest)
                            .bind("back", back)
                            .bind("at", Columns.kept(now))
                            .bind("most", MOST)
                            .execute()
                    == 1;
        });
    }

    @Override
    public Optional<Begun> end(String digest) {
        return database.inTransaction("end a trip", handle -> handle.createQuery(
                        "delete from trip where token_digest = :digest returning back, begun_at")
                .bind("digest", digest)
                .map((row, context) -> new Begun(row.getString("back"), Columns.instant(row, "begun_at")))
                .findOne());
    }
}
