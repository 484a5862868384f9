package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.watch.Suspension;
import org.kivuko.operations.watch.SuspensionBook;

/** The part of the ledger in which agreements are suspended and resumed. Thread-safe. */
final class SuspensionRows implements SuspensionBook {
    private static final String EVERY = "";

    private final Database database;

    SuspensionRows(Database database) {
        this.database = database;
    }

    @Override
    public boolean suspend(Suspension suspension, SealedContent reason) {
        return database.inTransaction("suspend an agreement", handle -> {
            handle.createUpdate(
                            """
                            insert into agreement_suspension
                                (id, agreement, from_state, to_state, suspended_by, suspended_at, reason_key, reason_sealed)
                            values (:id, :agreement, :from, :to, :by, :at, :key, :sealed) on conflict do nothing
                            """)
                    .bind("id", suspension.id())
                    .bind("agreement", suspension.agreement())
                    .bind("from", suspension.way().map(Suspension.Way::from).orElse(EVERY))
                    .bind("to", suspension.way().map(Suspension.Way::to).orElse(EVERY))
                    .bind("by", suspension.by())
                    .bind("at", Columns.kept(suspension.at()))
                    .bind("key", reason.wrappedKey())
                    .bind("sealed", reason.sealed())
                    .execute();
            boolean own = handle.createQuery("select exists (select from agreement_suspension where id = :id)")
                    .bind("id", suspension.id())
                    .mapTo(Boolean.class)
                    .one();
            return own && LifeBook.tell(handle);
        });
    }

    @Override
    public boolean resume(String agreement, Optional<Suspension.Way> way, String by, Instant at) {
        return database.inTransaction("resume an agreement", handle -> {
            int ended = handle.createUpdate(
                            """
                            update agreement_suspension set resumed_by = :by, resumed_at = :at
                            where agreement = :agreement and from_state = :from and to_state = :to and resumed_at is null
                            """)
                    .bind("agreement", agreement)
                    .bind("from", way.map(Suspension.Way::from).orElse(EVERY))
                    .bind("to", way.map(Suspension.Way::to).orElse(EVERY))
                    .bind("by", by)
                    .bind("at", Columns.kept(at))
                    .execute();
            return ended == 1 && LifeBook.tell(handle);
        });
    }

    @Override
    public List<Kept> open() {
        return database.inOneStatement("read what is suspended", handle -> handle.createQuery(
                        """
                                select id, agreement, from_state, to_state, suspended_by, suspended_at, reason_key, reason_sealed
                                from agreement_suspension where resumed_at is null order by no
                                """)
                .map((row, context) -> new Kept(
                        new Suspension(
                                row.getObject("id", UUID.class),
                                row.getString("agreement"),
                                Optional.of(new Suspension.Way(row.getString("from_state"), row.getString("to_state")))
                                        .filter(way -> !way.from().equals(EVERY)),
                                row.getString("suspended_by"),
                                Columns.instant(row, "suspended_at")),
                        new SealedContent(row.getBytes("reason_key"), row.getBytes("reason_sealed"))))
                .list());
    }
}
