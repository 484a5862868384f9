package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.AuditEnd;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.AuditQuery;
import org.kivuko.operations.people.AuditStore;
import org.kivuko.operations.people.Scope;

/** The table {@code audit}. Thread-safe. */
final class AuditRows implements AuditStore {
    private static final int LONGEST = 300;
    private static final int LONGEST_STATE = 4000;

    private static final String NEWEST = " order by x.at desc, x.no desc limit :max";

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

    /** By an index that has the order of the list, for each combination of what is asked. */
    @Override
    public List<Kept> rows(AuditQuery asked) {
        boolean everything = asked.scope().everything();
        String rows = everything ? "select * from audit x where " + conditions(asked) + NEWEST : inScope(asked);
        return database.inOneStatement("read the audit", handle -> {
            Query query = handle.createQuery(rows).bind("max", asked.max());
            asked.login().ifPresent(value -> query.bind("login", value));
            asked.action().ifPresent(value -> query.bind("action", value));
            asked.target().ifPresent(value -> query.bind("target", value));
            asked.from().ifPresent(value -> query.bind("from", Columns.kept(value)));
            asked.until().ifPresent(value -> query.bind("until", Columns.kept(value)));
            asked.before().ifPresent(value -> query.bind("before", value));
            if (!everything) {
                Columns.bind(query, "places", places(asked.scope()), place -> place);
            }
            return query.map((row, context) -> kept(row)).list();
        });
    }

    private static List<String> places(Scope scope) {
        return Stream.concat(scope.states().stream(), scope.agencies().stream().map(AgencyId::toString))
                .toList();
    }

    /** The newest of each place are put together; a target names few places, and is looked for by itself. */
    private static String inScope(AuditQuery asked) {
        return asked.target().isPresent()
                ? "select * from audit x where " + conditions(asked)
                        + " and (x.states && cast(:places as text[]) or x.agencies && cast(:places as text[]))" + NEWEST
                : """
                select x.* from (
                    select distinct i.at, i.no from unnest(:places) as p (place) cross join lateral (
                        select x.at, x.no from audit_place x where x.place = p.place and %s %s) i
                    order by i.at desc, i.no desc limit :max) n
                join audit x on x.no = n.no %s
                """
                        .formatted(conditions(asked), NEWEST, NEWEST);
    }

    /** Only what is asked for stands in the statement: each question gets the index that serves it. */
    private static String conditions(AuditQuery asked) {
        boolean all = asked.login().isEmpty()
                && asked.action().isEmpty()
                && asked.target().isEmpty()
                && asked.scope().everything();
        var conditions = new StringBuilder(all ? "x.no > 0" : "true");
        asked.login().ifPresent(value -> conditions.append(" and x.login = :login"));
        asked.action().ifPresent(value -> conditions.append(" and x.action = :action"));
        asked.target().ifPresent(value -> conditions.append(" and x.target = :target"));
        asked.from().ifPresent(value -> conditions.append(" and x.at >= :from"));
        asked.until().ifPresent(value -> conditions.append(" and x.at < :until"));
        asked.before()
                .ifPresent(
                        value -> conditions.append(
                                " and (x.at, x.no) < ((select b.at from audit b where b.no <= :before order by b.no desc limit 1), :before)"));
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
