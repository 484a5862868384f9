package org.kivuko.operations.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kivuko.agreement.OpenExercise;
import org.kivuko.exchange.OpenExercises;
import org.kivuko.exchange.Vault;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.ExerciseName;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.operations.people.Scope;

/**
 * Opens exercises, takes their scripts, closes, resets and repeats them, and reckons their score. What the book says is kept in memory and
 * read again after each change by whichever hub; while it could not be read, what was known stays. Whoever acts or looks has every participant in
 * scope: an inject speaks in the name of an agency. Thread-safe.
 */
public final class Exercises implements OpenExercises {
    private final ExerciseBook book;
    private final ExerciseTraffic traffic;
    private final Supplier<Directory> directory;
    private final Vault vault;
    private final InstantSource clock;
    private volatile List<Exercise> known = List.of();

    /** Reads the book. */
    public Exercises(
            ExerciseBook book,
            ExerciseTraffic traffic,
            Supplier<Directory> directory,
            Vault vault,
            InstantSource clock) {
        this.book = book;
        this.traffic = traffic;
        this.directory = directory;
        this.vault = vault;
        this.clock = clock;
        follow();
    }

    /** What came of a wish. */
    public sealed interface Result {
        /** It is so, on every hub. */
        record Done(Exercise exercise) implements Result {}

        /** It is not; every fault that was found. */
        record Refused(List<Fault> faults) implements Result {
            public Refused {
                faults = faults.stream().sorted().toList();
            }

            static Refused of(String place, Code code, String detail) {
                return new Refused(List.of(new Fault(place, code, detail)));
            }
        }

        /** There is no such exercise, or not every participant is in scope. */
        record Unknown() implements Result {}
    }

    /**
     * What is to be opened.
     *
     * @param from empty: from now on
     */
    public record Wish(String name, String title, Set<AgencyId> participants, Optional<Instant> from, Instant until) {
        public Wish {
            participants = Set.copyOf(participants);
        }
    }

    /** Reads what was recorded since, by whichever hub. */
    public void follow() {
        known = List.copyOf(book.exercises());
    }

    @Override
    public Optional<OpenExercise> open(String name, Instant at) {
        return newest(name).filter(exercise -> exercise.holds(at)).map(Exercise::fact);
    }

    @Override
    public Optional<OpenExercise> standing(String name) {
        return newest(name).filter(exercise -> exercise.resetAt().isEmpty()).map(Exercise::fact);
    }

    private Optional<Exercise> newest(String name) {
        List<Exercise> now = known;
        return now.isEmpty()
                ? Optional.empty()
                : now.stream()
                        .filter(each -> each.run().exercise().equals(name))
                        .max(Comparator.comparingInt(each -> each.run().number()));
    }

    private Optional<Exercise> newest(String name, Scope scope) {
        return newest(name).filter(each -> isIn(scope, each.participants()));
    }

    private static boolean isIn(Scope scope, Set<AgencyId> participants) {
        return participants.stream().allMatch(scope::covers);
    }

    /** Every run that is in scope, by name and number. */
    public List<Exercise> list(Scope scope) {
        return known.stream().filter(each -> isIn(scope, each.participants())).toList();
    }

    /** Every run, for who plays and sweeps. */
    List<Exercise> known() {
        return known;
    }

    /** Opens an exercise; of one that was held before, a further run. */
    public Result open(Wish wish, String by, Scope scope) {
        Instant now = now();
        Instant from = wish.from().orElse(now).truncatedTo(ChronoUnit.MILLIS);
        follow();
        var faults = new Faulty();
        faults.unless(
                ExerciseName.FORM.matcher(wish.name()).matches(),
                "/exercise",
                "expected 3 to 40 of A-Z a-z 0-9 -, a letter or digit first");
        faults.unless(wish.participants().size() > 1, "/participants", "expected two agencies or more");
        faults.unless(
                wish.participants().stream()
                        .allMatch(agency -> directory.get().agency(agency).isPresent() && scope.covers(agency)),
                "/participants",
                "expected agencies that this hub knows and you act for");
        faults.unless(
                wish.until().isAfter(now) && wish.until().isAfter(from),
                "/until",
                "expected an instant that is still to come, after from");
        if (faults.any()) {
            return faults.refused();
        }
        Optional<Exercise> before = newest(wish.name());
        if (before.filter(each -> !isIn(scope, each.participants())).isPresent()) {
            return taken();
        }
        return record(
                new Exercise(
                        before.map(each -> each.run().next()).orElse(new Run(wish.name(), 1)),
                        wish.title(),
                        wish.participants(),
                        from,
                        wish.until().truncatedTo(ChronoUnit.MILLIS),
                        by,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                before,
                now);
    }

    private static Result taken() {
        return Result.Refused.of("/exercise", Code.CONFLICT, "another exercise has this name: choose another one");
    }

    private Result record(Exercise exercise, Optional<Exercise> before, Instant now) {
        if (before.filter(each -> each.over().isAfter(now)).isPresent() || !book.open(exercise)) {
            return Result.Refused.of(
                    "/exercise", Code.CONFLICT, "it is open, or is to be: close it before it is opened again");
        }
        follow();
        return new Result.Done(exercise);
    }

    /** Closes a run before its end. What waits of it may still be fetched. */
    public Result close(String name, String by, Scope scope) {
        follow();
        return newest(name, scope)
                .map(each -> each.over().isAfter(now()) && book.close(each.run(), by, now())
                        ? done(each.run())
                        : Result.Refused.of("/exercise", Code.CONFLICT, "it is over"))
                .orElseGet(Result.Unknown::new);
    }

    /** Closes the newest run and has what waits of it taken away. */
    public Result reset(String name, String by, Scope scope) {
        follow();
        return newest(name, scope)
                .map(each -> book.reset(each.run(), by, now())
                        ? done(each.run())
                        : Result.Refused.of("/exercise", Code.CONFLICT, "it has been reset"))
                .orElseGet(Result.Unknown::new);
    }

    /** Resets the newest run and opens the next one, with the same participants and the same script. */
    public Result repeat(String name, Optional<Instant> from, Instant until, String by, Scope scope) {
        Optional<Exercise> before = newest(name, scope);
        if (before.isEmpty()) {
            return new Result.Unknown();
        }
        Instant begin = from.orElse(now()).truncatedTo(ChronoUnit.MILLIS);
        if (!until.isAfter(begin) || !until.isAfter(now())) {
            return Result.Refused.of(
                    "/until", Code.SCHEMA_VIOLATION, "expected an instant that is still to come, after from");
        }
        Exercise last = before.get();
        Optional<JsonNode> script = scriptText(last.run());
        book.reset(last.run(), by, now());
        Exercise next = last.again(last.run().next(), begin, until.truncatedTo(ChronoUnit.MILLIS), by);
        if (!book.open(next)) {
            follow();
            return Result.Refused.of("/exercise", Code.CONFLICT, "somebody else has repeated it");
        }
        script.ifPresent(text -> keep(next.run(), text, by));
        return done(next.run());
    }

    private Result done(Run run) {
        follow();
        Optional<Exercise> found = find(run);
        return found.isPresent() ? new Result.Done(found.get()) : new Result.Unknown();
    }

    private Optional<Exercise> find(Run run) {
        return known.stream().filter(each -> each.run().equals(run)).findFirst();
    }

    /** Puts the script of the newest run in: from then on its injects are handed in. */
    public Result inject(String name, JsonNode script, String by, Scope scope) {
        follow();
        Optional<Exercise> found = newest(name, scope);
        if (found.isEmpty()) {
            return new Result.Unknown();
        }
        if (!found.get().over().isAfter(now())) {
            return Result.Refused.of("/exercise", Code.CONFLICT, "it is over: open it again first");
        }
        Reading<Script> read = ScriptReader.read(script, found.get());
        if (read instanceof Reading.Refused<Script> refused) {
            return new Result.Refused(refused.faults());
        }
        return keep(found.get().run(), script, by)
                ? done(found.get().run())
                : Result.Refused.of("/injects", Code.CONFLICT, "something of the script was handed in: reset it first");
    }

    private boolean keep(Run run, JsonNode script, String by) {
        return book.script(run, vault.seal(sealName(run), MessageJson.write(script)), by, now());
    }

    private Optional<JsonNode> scriptText(Run run) {
        return book.script(run).map(kept -> MessageJson.tree(vault.open(sealName(run), kept)));
    }

    /** What is handed in during a run; empty where it has no script. */
    Optional<Script> script(Exercise exercise) {
        return scriptText(exercise.run())
                .map(text -> ScriptReader.read(text, exercise))
                .filter(Reading.Accepted.class::isInstance)
                .map(read -> ((Reading.Accepted<Script>) read).value());
    }

    /**
     * The score of a run.
     *
     * @param number empty for the newest run
     * @return empty where there is no such run, or not every participant is in scope
     */
    public Optional<Score> score(String name, Optional<Integer> number, Scope scope) {
        return list(scope).stream()
                .filter(each -> each.run().exercise().equals(name))
                .filter(each -> number.isEmpty() || number.get() == each.run().number())
                .max(Comparator.comparingInt(each -> each.run().number()))
                .map(each ->
                        Score.of(each, script(each), book.handedIn(each.run()), traffic.delivered(each.run()), now()));
    }

    private Instant now() {
        return clock.instant();
    }

    private static String sealName(Run run) {
        return "exercise " + run;
    }

    /** Faults while they are found. */
    private static final class Faulty {
        private final List<Fault> faults = new ArrayList<>();

        void unless(boolean fine, String place, String detail) {
            if (!fine) {
                faults.add(new Fault(place, Code.SCHEMA_VIOLATION, detail));
            }
        }

        boolean any() {
            return !faults.isEmpty();
        }

        Result refused() {
            return new Result.Refused(faults);
        }
    }
}
