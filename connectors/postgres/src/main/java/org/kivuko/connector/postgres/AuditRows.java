package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.AuditEnd;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.AuditQuery;
import org.kivuko.operations.people.AuditStore;

/** The table {@code audit}. Thread-safe. */
final class AuditRows implements AuditStore {
    private static final int LONGEST = 300;
    private static final int LONGEST_STATE = 4000;

    private final Database database;

    AuditRows(Database database) {
        this.database = database;
    }

    @Override
    public long add(UUID id, AuditEntry entry, Set<AgencyId> agencies, SealedContent texts) {
        return database.inTransaction("write down an act of an operator", handle -> handle.createQuery(
                        """
                        insert into audit (id, at, login, address, action, target, agencies, states,
                            texts_key, texts_sealed, before, after, outcome)
                        values (:id, :at, :login, :address, :action, :target, :agencies, :states,
                            :textsKey, :textsSealed, :before, :after, :outcome)
                        returning no
                        """)
                .bind("id", id)
                .bind("at", Columns.kept(entry.at()))
                .bind("login", Columns.writable(entry.login(), LONGEST))
                .bind("address", Columns.writable(entry.address(), LONGEST))
                .bind("action", Columns.writable(entry.action(), LONGEST))
                .bind("target", Columns.writable(entry.target(), LONGEST))
                .bindArray("agencies", String.class, names(agencies))
                .bindArray("states", String.class, states(agencies))
                .bind("textsKey", texts.wrappedKey())
                .bind("textsSealed", texts.sealed())
                .bind("before", Columns.writable(entry.before(), LONGEST_STATE))
                .bind("after", Columns.writable(entry.after(), LONGEST_STATE))
                .bind("outcome", entry.outcome().code())
                .mapTo(Long.class)
                .one());
    }

    private static List<String> names(Set<AgencyId> agencies) {
        return agencies.stream().map(AgencyId::toString).sorted().toList();
    }

    private static List<String> states(Set<AgencyId> agencies) {
        return agencies.stream().map(AgencyId::state).distinct().sorted().toList();
    }

    @Override
    public void end(long no, AuditEnd end, Set<AgencyId> agencies) {
        database.inTransaction("write down how an act ended", handle -> handle.createUpdate(
                        """
                        update audit set outcome = :outcome, before = :before, after = :after,
                            target = case when target = '' then :target else target end,
                            agencies = case when target = '' then :agencies else agencies end,
                            states = case when target = '' then :states else states end
                        where no = :no and outcome = 'unfinished'
                        """)
                .bind("no", no)
                .bind("outcome", end.outcome().code())
                .bind("target", Columns.writable(end.target(), LONGEST))
                .bindArray("agencies", String.class, names(agencies))
                .bindArray("states", String.class, states(agencies))
                .bind("before", Columns.writable(end.before(), LONGEST_STATE))
                .bind("after", Columns.writable(end.after(), LONGEST_STATE))
                .execute());
    }

    @Override
    public List<Kept> rows(AuditQuery asked) {
        return database.throughAll("read the audit", handle -> {
            Query query = handle.createQuery(
                            "select * from audit where " + conditions(asked) + " order by no desc limit :max")
                    .bind("max", asked.max());
            asked.login().ifPresent(value -> query.bind("login", value));
            asked.action().ifPresent(value -> query.bind("action", value));
            asked.target().ifPresent(value -> query.bind("target", value));
            asked.from().ifPresent(value -> query.bind("from", Columns.kept(value)));
            asked.until().ifPresent(value -> query.bind("until", Columns.kept(value)));
            asked.before().ifPresent(value -> query.bind("before", value));
            if (!asked.scope().everything()) {
                query.bindArray(
                        "states", String.class, List.copyOf(asked.scope().states()));
                query.bindArray("agencies", String.class, names(asked.scope().agencies()));
            }
            return query.map((row, context) -> kept(row)).list();
        });
    }

    /** Only what is asked for stands in the statement: each question gets the index that serves it. */
    private static String conditions(AuditQuery asked) {
        var conditions = new StringBuilder("true");
        asked.login().ifPresent(value -> conditions.append(" and login = :login"));
        asked.action().ifPresent(value -> conditions.append(" and action = :action"));
        asked.target().ifPresent(value -> conditions.append(" and target = :target"));
        asked.from().ifPresent(value -> conditions.append(" and at >= :from"));
        asked.until().ifPresent(value -> conditions.append(" and at < :until"));
        asked.before().ifPresent(value -> conditions.append(" and no < :before"));
        if (!asked.scope().everything()) {
            conditions.append(" and (states && cast(:states as text[]) or agencies && cast(:agencies as text[]))");
        }
        return conditions.toString();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var entry = new AuditEntry(
                Columns.instant(row, "at"),
                row.getString("login"),
                row.getString("address"),
                row.getString("action"),
                row.getString("target"),
                "",
                "",
                row.getString("before"),
                row.getString("after"),
                Columns.coded(AuditOutcome.class, row.getString("outcome")));
        return new Kept(
                row.getLong("no"),
                row.getObject("id", UUID.class),
                entry,
                Columns.texts(row, "agencies").stream().map(AgencyId::of).collect(Collectors.toUnmodifiableSet()),
                new SealedContent(row.getBytes("texts_key"), row.getBytes("texts_sealed")));
    }
}
