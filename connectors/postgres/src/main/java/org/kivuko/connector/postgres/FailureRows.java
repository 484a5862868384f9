package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.Door;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.redrive.Cause;
import org.kivuko.operations.redrive.Failure;
import org.kivuko.operations.redrive.FailureBook;
import org.kivuko.operations.redrive.Select;

/** Copies in quarantine that still lie there, by their names; those from before copies had names are left out. */
final class FailureRows implements FailureBook {
    private static final String LYING =
            " c.kind = 'quarantined' and c.superseded_at is null and c.gone is null and c.uid is not null ";
    private static final String IN_SCOPE =
            " (:everything or split_part(c.agency, '.', 1) = any(:states) or c.agency = any(:agencies)) ";
    private static final String COLUMNS =
            "select c.no, c.uid, c.at, c.agency, c.door, c.code, c.faults, c.redriven, b.queue from copy c join batch b on b.no = c.batch where"
                    + LYING;

    private final Database database;

    FailureRows(Database database) {
        this.database = database;
    }

    private static void bind(SqlStatement<?> statement, Scope scope) {
        statement.bind("everything", scope.everything());
        Columns.bind(statement, "states", scope.states(), state -> state);
        Columns.bind(statement, "agencies", scope.agencies(), AgencyId::toString);
    }

    @Override
    public List<Cause> causes(Scope scope) {
        return database.throughAll("group what failed", handle -> {
            var query = handle.createQuery(
                    """
                    select c.code, count(*) as count, min(c.at) as first, max(c.at) as last,
                        array_agg(distinct c.agency) as agencies,
                        (array_agg(cast(c.uid as text) order by c.no desc))[1] as example
                    from copy c where
                    """
                            + LYING + " and " + IN_SCOPE + " group by c.code order by count(*) desc, c.code");
            bind(query, scope);
            return query.map((row, context) -> new Cause(
                            row.getString("code"),
                            row.getLong("count"),
                            Columns.instant(row, "first"),
                            Columns.instant(row, "last"),
                            agencies(row),
                            row.getString("example")))
                    .list();
        });
    }

    private static Set<AgencyId> agencies(ResultSet row) throws SQLException {
        return Columns.texts(row, "agencies").stream().map(AgencyId::of).collect(Collectors.toSet());
    }

    @Override
    public List<Failure> failures(
            Optional<String> cause, Optional<AgencyId> agency, Scope scope, OptionalLong before, int max) {
        return database.inOneStatement("list what failed", handle -> {
            var query = handle.createQuery(COLUMNS + " and " + IN_SCOPE
                    + (cause.isPresent() ? " and c.code = :cause" : "")
                    + (agency.isPresent() ? " and c.agency = :agency" : "")
                    + " and c.no < :before order by c.no desc limit :max");
            bind(query, scope);
            cause.ifPresent(code -> query.bind("cause", code));
            agency.ifPresent(id -> query.bind("agency", id.toString()));
            return query.bind("before", before.orElse(Long.MAX_VALUE))
                    .bind("max", max)
                    .map((row, context) -> failure(row))
                    .list();
        });
    }

    @Override
    public Optional<Failure> failure(String copy) {
        return uuid(copy)
                .flatMap(uid -> database.inOneStatement(
                        "look up what failed", handle -> handle.createQuery(COLUMNS + " and c.uid = :uid")
                                .bind("uid", uid)
                                .map((row, context) -> failure(row))
                                .findOne()));
    }

    @Override
    public List<Failure> selected(Select select, Scope scope, int max) {
        return database.throughAll("freeze what failed", handle -> {
            var query = handle.createQuery(
                    COLUMNS + " and " + IN_SCOPE + " and " + condition(select) + " order by c.no limit :max");
            bind(query, scope);
            if (select instanceof Select.Copies named) {
                Columns.bind(query, "copies", named.copies(), copy -> copy);
            } else {
                var matching = (Select.Matching) select;
                query.bind("cause", matching.cause());
                matching.agency().ifPresent(agency -> query.bind("agency", agency.toString()));
                matching.from().ifPresent(from -> query.bind("from", at(from)));
                matching.until().ifPresent(until -> query.bind("until", at(until)));
            }
            return query.bind("max", max).map((row, context) -> failure(row)).list();
        });
    }

    private static Instant at(Instant instant) {
        return Columns.kept(instant);
    }

    private static String condition(Select select) {
        if (select instanceof Select.Copies) {
            return "cast(c.uid as text) = any(:copies)";
        }
        var matching = (Select.Matching) select;
        return "c.code = :cause" + (matching.agency().isPresent() ? " and c.agency = :agency" : "")
                + (matching.from().isPresent() ? " and c.at >= :from" : "")
                + (matching.until().isPresent() ? " and c.at < :until" : "");
    }

    @Override
    public void gone(Collection<String> copies, String why) {
        database.inTransaction("note what lies there no more", handle -> {
            var update = handle.createUpdate(
                    """
                    update copy set gone = :why, gone_at = now()
                    where uid = any(cast(:copies as uuid[])) and gone is null
                    """);
            Columns.bind(update, "copies", copies, copy -> copy);
            return update.bind("why", why).execute();
        });
    }

    private static Failure failure(ResultSet row) throws SQLException {
        return new Failure(
                row.getLong("no"),
                row.getString("uid"),
                Columns.instant(row, "at"),
                Optional.of(AgencyId.of(row.getString("agency"))),
                Columns.maybe(Door.class, row.getString("door")),
                row.getString("code"),
                CopyRows.faults(Columns.texts(row, "faults")),
                Optional.of(row.getString("queue")),
                row.getInt("redriven"));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
