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
    private static final String SHOWN =
            "select c.no, c.uid, c.at, c.agency, c.door, c.code, c.faults, c.redriven, b.queue";
    private static final String COLUMNS = SHOWN + " from copy c join batch b on b.no = c.batch where" + LYING;

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
                    select g.code, cast(sum(g.count) as bigint) as count, min(g.first) as first, max(g.last) as last,
                        array_agg(g.agency) as agencies, (select e.uid from copy e where e.no = max(g.newest)) as example
                    from (select c.code, c.agency, count(*) as count, min(c.at) as first, max(c.at) as last, max(c.no) as newest
                        from copy c where %s and %s group by c.code, c.agency) g
                    group by g.code order by 2 desc, 1
                    """
                            .formatted(LYING, IN_SCOPE));
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

    /** By an index that has the order of the list, for each combination of what is asked. */
    @Override
    public List<Failure> failures(
            Optional<String> cause, Optional<AgencyId> agency, Scope scope, OptionalLong before, int max) {
        if (agency.isPresent() && !scope.covers(agency.get())) {
            return List.of();
        }
        Scope within = agency.map(one -> new Scope(Set.of(), Set.of(one))).orElse(scope);
        return database.inOneStatement("list what failed", handle -> {
            var query = handle.createQuery(newest(within, cause.isPresent()));
            if (!within.everything()) {
                Columns.bind(query, "states", within.states(), state -> state);
                Columns.bind(query, "agencies", within.agencies(), AgencyId::toString);
            }
            cause.ifPresent(code -> query.bind("cause", code));
            return query.bind("before", before.orElse(Long.MAX_VALUE))
                    .bind("max", max)
                    .map((row, context) -> failure(row))
                    .list();
        });
    }

    /**
     * The newest of each state and agency are put together. What is not all there is has {@code no + 0} as its order, which only the
     * indexes for it have: else the server may think it cheaper to read everything from the newest on, until enough has come.
     */
    private static String newest(Scope scope, boolean ofACause) {
        boolean all = scope.everything() && !ofACause;
        String number = all ? "c.no" : "(c.no + 0)";
        String stream = "select c.no from copy c where" + LYING + "and " + number + " < :before"
                + (ofACause ? " and c.code = :cause" : "") + "%s order by " + number + " desc limit :max";
        String numbers = scope.everything()
                ? stream.formatted("")
                : """
                select i.no from unnest(:states) as p (place) cross join lateral (%s) i
                union select i.no from unnest(:agencies) as p (place) cross join lateral (%s) i
                order by 1 desc limit :max
                """
                        .formatted(
                                stream.formatted(" and split_part(c.agency, '.', 1) = p.place"),
                                stream.formatted(" and c.agency = p.place"));
        return "with n as materialized (" + numbers + ") " + SHOWN
                + " from n join copy c on c.no = n.no join batch b on b.no = c.batch order by c.no desc";
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
