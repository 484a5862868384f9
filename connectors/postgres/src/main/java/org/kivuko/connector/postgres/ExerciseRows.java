package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.operations.exercise.Exercise;
import org.kivuko.operations.exercise.ExerciseBook;
import org.kivuko.operations.exercise.HandedIn;
import org.kivuko.operations.exercise.Run;

/** The part of the ledger in which exercises are opened, scripted, closed and reset. Thread-safe. */
final class ExerciseRows implements ExerciseBook {
    private final Database database;

    ExerciseRows(Database database) {
        this.database = database;
    }

    @Override
    public boolean open(Exercise exercise) {
        return database.inTransaction("open an exercise", handle -> {
            var insert = handle.createUpdate(
                            """
                            insert into exercise (name, run, title, participants, begins, ends, opened_by)
                            values (:name, :run, :title, :participants, :begins, :ends, :by) on conflict do nothing
                            """)
                    .bind("title", exercise.title())
                    .bindArray(
                            "participants",
                            String.class,
                            exercise.participants().stream()
                                    .map(AgencyId::toString)
                                    .sorted()
                                    .toList())
                    .bind("begins", Columns.kept(exercise.from()))
                    .bind("ends", Columns.kept(exercise.until()))
                    .bind("by", exercise.by());
            return bind(insert, exercise.run()).execute() == 1 && LifeBook.tell(handle);
        });
    }

    @Override
    public boolean close(Run run, String by, Instant at) {
        return database.inTransaction("close an exercise", handle -> {
            var update = handle.createUpdate(
                            """
                            update exercise set closed_by = :by, closed_at = :at
                            where name = :name and run = :run and closed_at is null
                            """)
                    .bind("by", by)
                    .bind("at", Columns.kept(at));
            return bind(update, run).execute() == 1 && LifeBook.tell(handle);
        });
    }

    @Override
    public boolean reset(Run run, String by, Instant at) {
        return database.inTransaction("reset an exercise", handle -> {
            var update = handle.createUpdate(
                            """
                            update exercise set reset_by = :by, reset_at = :at,
                                closed_by = coalesce(closed_by, :by), closed_at = coalesce(closed_at, :at)
                            where name = :name and run = :run and reset_at is null
                            """)
                    .bind("by", by)
                    .bind("at", Columns.kept(at));
            return bind(update, run).execute() == 1 && LifeBook.tell(handle);
        });
    }

    @Override
    public boolean script(Run run, SealedContent script, String by, Instant at) {
        return database.inTransaction("put a script in", handle -> {
            var update = handle.createUpdate(
                            """
                            update exercise e set script_key = :key, script_sealed = :sealed, scripted_by = :by, scripted_at = :at
                            where name = :name and run = :run and not exists (
                                select from exercise_inject i where i.name = e.name and i.run = e.run)
                            """)
                    .bind("key", script.wrappedKey())
                    .bind("sealed", script.sealed())
                    .bind("by", by)
                    .bind("at", Columns.kept(at));
            return bind(update, run).execute() == 1 && LifeBook.tell(handle);
        });
    }

    @Override
    public Optional<SealedContent> script(Run run) {
        return database.inOneStatement("read a script", handle -> bind(
                        handle.createQuery("select script_key, script_sealed from exercise"
                                + " where name = :name and run = :run and script_sealed is not null"),
                        run)
                .map((row, context) -> new SealedContent(row.getBytes("script_key"), row.getBytes("script_sealed")))
                .findOne());
    }

    @Override
    public void handedIn(Run run, String inject, HandedIn what) {
        database.inTransaction("note an inject", handle -> {
            var insert = handle.createUpdate(
                            """
                            insert into exercise_inject (name, run, inject, handed_in_at, refusal)
                            values (:name, :run, :inject, :at, :refusal) on conflict do nothing
                            """)
                    .bind("inject", inject)
                    .bind("at", Columns.kept(what.at()))
                    .bind("refusal", Columns.codeOrNull(what.refusal()));
            return bind(insert, run).execute();
        });
    }

    @Override
    public Map<String, HandedIn> handedIn(Run run) {
        return database.inOneStatement("read what was handed in", handle -> injects(handle, run));
    }

    private static Map<String, HandedIn> injects(Handle handle, Run run) {
        var injects = new LinkedHashMap<String, HandedIn>();
        bind(
                        handle.createQuery("select inject, handed_in_at, refusal from exercise_inject"
                                + " where name = :name and run = :run order by handed_in_at, inject"),
                        run)
                .map((row, context) -> Map.entry(
                        row.getString("inject"),
                        new HandedIn(
                                Columns.instant(row, "handed_in_at"),
                                Columns.maybe(Code.class, row.getString("refusal")))))
                .forEach(each -> injects.put(each.getKey(), each.getValue()));
        return injects;
    }

    @Override
    public List<Exercise> exercises() {
        return database.inOneStatement("read the exercises", handle -> handle.createQuery(
                        """
                        select name, run, title, participants, begins, ends, opened_by, scripted_at, closed_at, reset_at
                        from exercise order by name, run
                        """)
                .map((row, context) -> exercise(row))
                .list());
    }

    private static Exercise exercise(ResultSet row) throws SQLException {
        return new Exercise(
                new Run(row.getString("name"), row.getInt("run")),
                row.getString("title"),
                Columns.texts(row, "participants").stream().map(AgencyId::of).collect(Collectors.toUnmodifiableSet()),
                Columns.instant(row, "begins"),
                Columns.instant(row, "ends"),
                row.getString("opened_by"),
                RedriveRows.maybe(row, "scripted_at"),
                RedriveRows.maybe(row, "closed_at"),
                RedriveRows.maybe(row, "reset_at"));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Run run) {
        return statement.bind("name", run.exercise()).bind("run", run.number());
    }
}
