package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.DeclaredEmergency;
import org.kivuko.exchange.EmergencyBook;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;

/** The part of the ledger in which emergencies are declared and ended. Thread-safe. */
final class PostgresEmergencies implements EmergencyBook {
    private final Database database;

    PostgresEmergencies(Database database) {
        this.database = database;
    }

    @Override
    public boolean declare(DeclaredEmergency emergency, SealedContent reason) {
        return database.inTransaction("declare an emergency", handle -> {
            // Two hubs that declare the same at once come one after the other.
            handle.createQuery("select pg_advisory_xact_lock(hashtext(:name))")
                    .bind("name", "emergency " + emergency.rule() + " " + emergency.by())
                    .mapTo(String.class)
                    .list();
            return insert(handle, emergency, reason) == 1 && LifeBook.tell(handle);
        });
    }

    private static int insert(Handle handle, DeclaredEmergency emergency, SealedContent reason) {
        return handle.createUpdate(
                        """
                        insert into emergency (id, rule, declared_by, declared_at, until, reason_key, reason_sealed)
                        select :id, :rule, :by, :at, :until, :reasonKey, :reasonSealed
                        where not exists (select from emergency e where e.rule = :rule and e.declared_by = :by
                            and e.until > :at and e.ended_at is null)
                        """)
                .bind("id", emergency.id())
                .bind("rule", emergency.rule())
                .bind("by", emergency.by().toString())
                .bind("at", Columns.kept(emergency.declaredAt()))
                .bind("until", Columns.kept(emergency.until()))
                .bind("reasonKey", reason.wrappedKey())
                .bind("reasonSealed", reason.sealed())
                .execute();
    }

    @Override
    public boolean end(UUID id, String by, Instant at) {
        return database.inTransaction("end an emergency", handle -> {
            int ended = handle.createUpdate(
                            """
                            update emergency set ended_at = :at, ended_by = :by
                            where id = :id and ended_at is null and until > :at
                            """)
                    .bind("id", id)
                    .bind("by", by)
                    .bind("at", Columns.kept(at))
                    .execute();
            return ended == 1 && LifeBook.tell(handle);
        });
    }

    @Override
    public List<DeclaredEmergency> emergencies(Instant since) {
        return database.inTransaction("list emergencies", handle -> handle.createQuery(
                        """
                        select id, rule, declared_by, declared_at, until, ended_at from emergency
                        where until > :since order by declared_at, id
                        """)
                .bind("since", Columns.kept(since))
                .map((row, context) -> new DeclaredEmergency(
                        row.getObject("id", UUID.class),
                        row.getString("rule"),
                        AgencyId.of(row.getString("declared_by")),
                        Columns.instant(row, "declared_at"),
                        Columns.instant(row, "until"),
                        row.getObject("ended_at") == null
                                ? Optional.empty()
                                : Optional.of(Columns.instant(row, "ended_at"))))
                .list());
    }
}
