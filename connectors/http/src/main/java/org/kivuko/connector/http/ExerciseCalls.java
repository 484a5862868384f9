package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.exchange.Times;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.exercise.Exercise;
import org.kivuko.operations.exercise.Exercises;

/** Exercises: opened, scripted, closed, reset and repeated by operators, and their score. */
final class ExerciseCalls {
    static final Set<String> SCORE_QUERY = Set.of("run");

    private static final String NAME = "exercise";
    private static final Set<String> OPEN = Set.of(NAME, "title", "participants", "from", "until", "reason");
    private static final Set<String> SCRIPT = Set.of("script", "reason");
    private static final Set<String> CLOSE = Set.of("reason");
    private static final Set<String> RESET = Set.of("from", "until", "reason");
    private static final String NEWEST = "";
    private static final Pattern NUMBER = Pattern.compile("|[1-9][0-9]{0,8}");
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_TITLE = 200;

    private final Exercises exercises;
    private final InstantSource clock;

    ExerciseCalls(Exercises exercises, InstantSource clock) {
        this.exercises = exercises;
        this.clock = clock;
    }

    Answer list(Call call) {
        Instant now = clock.instant();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("exercises");
        exercises.list(call.operator().scope()).forEach(each -> list.add(json(each, now)));
        return Answer.json(200, document.put("asOf", Times.text(now)));
    }

    private static ObjectNode json(Exercise exercise, Instant now) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(NAME, exercise.run().exercise())
                .put("run", exercise.run().number())
                .put("title", exercise.title())
                .put("state", state(exercise, now))
                .put("from", Times.text(exercise.from()))
                .put("until", Times.text(exercise.until()))
                .put("by", exercise.by());
        ArrayNode participants = json.putArray("participants");
        exercise.participants().stream().map(AgencyId::toString).sorted().forEach(participants::add);
        exercise.scriptedAt().ifPresent(at -> json.put("scriptedAt", Times.text(at)));
        exercise.closedAt().ifPresent(at -> json.put("closedAt", Times.text(at)));
        exercise.resetAt().ifPresent(at -> json.put("resetAt", Times.text(at)));
        return json;
    }

    private static String state(Exercise exercise, Instant now) {
        if (exercise.resetAt().isPresent()) {
            return "reset";
        }
        if (exercise.holds(now)) {
            return "open";
        }
        return now.isBefore(exercise.from()) && exercise.closedAt().isEmpty() ? "planned" : "over";
    }

    Answer open(Call call) {
        var body = OpsBody.read(call, OPEN);
        body.text("reason");
        String name = body.text(NAME, LONGEST_NAME);
        String title = body.maybeText("title", LONGEST_TITLE).orElse(name);
        Set<AgencyId> participants = participants(body);
        Optional<Instant> from = maybeInstant(body, "from");
        Instant until = body.instant("until");
        if (body.isFaulty()) {
            return body.problem();
        }
        var wish = new Exercises.Wish(name, title, participants, from, until);
        return answer(
                exercises.open(wish, call.operator().login(), call.operator().scope()));
    }

    private static Set<AgencyId> participants(OpsBody body) {
        var agencies = new HashSet<AgencyId>();
        for (JsonNode each : body.list("participants")) {
            AgencyId.parse(each.asText())
                    .ifPresentOrElse(
                            agencies::add,
                            () -> body.fault("/participants", "codes of agencies are needed here, like KEN.DIS"));
        }
        return agencies;
    }

    private static Optional<Instant> maybeInstant(OpsBody body, String member) {
        return body.has(member) ? Optional.of(body.instant(member)) : Optional.empty();
    }

    Answer script(Call call) {
        var body = OpsBody.read(call, SCRIPT);
        body.text("reason");
        JsonNode script = body.object("script");
        return body.isFaulty()
                ? body.problem()
                : answer(exercises.inject(
                        name(call),
                        script,
                        call.operator().login(),
                        call.operator().scope()));
    }

    Answer close(Call call) {
        var body = OpsBody.read(call, CLOSE);
        body.text("reason");
        return body.isFaulty()
                ? body.problem()
                : answer(exercises.close(
                        name(call), call.operator().login(), call.operator().scope()));
    }

    /** With an end it is repeated. */
    Answer reset(Call call) {
        var body = OpsBody.read(call, RESET);
        body.text("reason");
        Optional<Instant> from = maybeInstant(body, "from");
        Optional<Instant> until = maybeInstant(body, "until");
        if (from.isPresent() && until.isEmpty()) {
            body.fault("/until", "the end of the next run is needed here, or no 'from'");
        }
        if (body.isFaulty()) {
            return body.problem();
        }
        String login = call.operator().login();
        return answer(
                until.isPresent()
                        ? exercises.repeat(
                                name(call),
                                from,
                                until.get(),
                                login,
                                call.operator().scope())
                        : exercises.reset(name(call), login, call.operator().scope()));
    }

    private static String name(Call call) {
        return call.path().get(NAME);
    }

    private Answer answer(Exercises.Result result) {
        if (result instanceof Exercises.Result.Refused refused) {
            return Problem.of(refused.faults());
        }
        if (result instanceof Exercises.Result.Done done) {
            ObjectNode json = json(done.exercise(), clock.instant());
            return Answer.json(200, json).noting(done.exercise().run().toString(), MissingNode.getInstance(), json);
        }
        return Problem.notFound();
    }

    Answer score(Call call) {
        String number = call.query().getOrDefault("run", NEWEST);
        if (!NUMBER.matcher(number).matches()) {
            return Problem.of(List.of(Query.fault("run", "the number of a run, from 1")));
        }
        Optional<Integer> run = number.equals(NEWEST) ? Optional.empty() : Optional.of(Integer.parseInt(number));
        return exercises
                .score(name(call), run, call.operator().scope())
                .map(score -> Answer.json(200, ScoreJson.of(score, json(score.run(), score.asOf()))))
                .orElseGet(Problem::notFound);
    }
}
