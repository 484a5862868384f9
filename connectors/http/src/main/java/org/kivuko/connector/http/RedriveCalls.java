package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.redrive.Redrive;
import org.kivuko.operations.redrive.RedriveBook;
import org.kivuko.operations.redrive.Redrives;

/** Sending copies through the hub again: a set is frozen and counted, a job goes through it. */
final class RedriveCalls {
    static final Set<String> LIST_QUERY = Set.of("max");
    static final Set<String> RESULTS_QUERY = Set.of("after", "max");

    private final RedrivePorts ports;

    RedriveCalls(RedrivePorts ports) {
        this.ports = ports;
    }

    /** Freezes a set and counts it; nothing moves. */
    Answer preview(Call call) {
        Reading<SelectBody> read = SelectBody.read(call.body());
        if (read instanceof Reading.Refused<SelectBody> refused) {
            return Problem.of(refused.faults());
        }
        SelectBody body = ((Reading.Accepted<SelectBody>) read).value();
        RedriveBook.FrozenSet set = ports.redrives().freeze(body.queue(), body.select(), call.operator());
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("set", set.id().toString())
                .put("count", set.count())
                .put("until", Times.text(set.until()));
        set.oldest().ifPresent(oldest -> document.put("oldest", Times.text(oldest)));
        set.newest().ifPresent(newest -> document.put("newest", Times.text(newest)));
        return Answer.json(200, document);
    }

    /** Starts a job with a frozen set, by who has read its count. */
    Answer start(Call call) {
        Reading<Acting> read = Acting.read(call.body(), Set.of("set", "count", "ratePerSecond"));
        Optional<JsonNode> body = JsonBody.tree(call.body());
        var faults = new ArrayList<Fault>();
        if (read instanceof Reading.Refused<Acting> refused) {
            faults.addAll(refused.faults());
        }
        if (body.isEmpty()) {
            return Problem.of(faults);
        }
        Optional<UUID> set = Paths.uuid(body.get().path("set").asText());
        if (set.isEmpty()) {
            faults.add(Acting.fault("/set", "expected the set that a preview named"));
        }
        int count = number(body.get(), "count", Redrives.MOST, faults);
        int rate = number(body.get(), "ratePerSecond", Redrive.MOST_PER_SECOND, faults);
        if (!faults.isEmpty()) {
            return Problem.of(faults);
        }
        Acting acting = ((Reading.Accepted<Acting>) read).value();
        var wish = new Redrives.Wish(set.orElseThrow(), count, rate, acting.reason(), acting.key());
        return answer(ports.redrives().start(wish, call.operator()), 201, MissingNode.getInstance());
    }

    private static int number(JsonNode tree, String member, int most, List<Fault> faults) {
        JsonNode value = tree.path(member);
        boolean fits =
                value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 1 && value.asInt() <= most;
        if (!fits) {
            faults.add(Acting.fault("/" + member, "expected a number from 1 to " + most));
        }
        return fits ? value.asInt() : 0;
    }

    private Answer answer(Redrives.Result result, int status, JsonNode before) {
        if (result instanceof Redrives.Done done) {
            ObjectNode document = json(done.job());
            return Answer.json(status, document)
                    .noting(
                            done.job().id().toString(),
                            before,
                            document.deepCopy().without("reason"));
        }
        if (result instanceof Redrives.OtherCount other) {
            return Problem.of(
                    List.of(Acting.fault("/count", "is not the count of the set, which has " + other.count())));
        }
        return result instanceof Redrives.Conflict conflict
                ? Problem.of(Code.CONFLICT, conflict.sentence())
                : Problem.notFound();
    }

    Answer list(Call call) {
        Optional<Integer> max = Paging.max(call.query());
        if (max.isEmpty()) {
            return Problem.of(400, List.of(Query.max(Paging.MOST)));
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("redrives");
        ports.redrives().jobs(max.get()).stream()
                .filter(job -> mayKnow(call.operator(), job))
                .forEach(job -> rows.add(json(job)));
        return Answer.json(200, document.put("asOf", Times.text(ports.clock().instant())));
    }

    /** Whose scope is limited knows the jobs it started: a job may hold copies of anybody. */
    private static boolean mayKnow(Operator operator, Redrive job) {
        return operator.scope().everything() || operator.login().equals(job.by());
    }

    private Optional<Redrive> job(Call call) {
        return Paths.uuid(call.path().get("redrive"))
                .flatMap(ports.redrives()::job)
                .filter(job -> mayKnow(call.operator(), job));
    }

    Answer one(Call call) {
        return job(call).map(job -> Answer.json(200, json(job))).orElseGet(Problem::notFound);
    }

    /** What became of each copy, in the order in which they go. */
    Answer results(Call call) {
        Optional<Redrive> job = job(call);
        if (job.isEmpty()) {
            return Problem.notFound();
        }
        Optional<Integer> max = Paging.max(call.query());
        String after = call.query().getOrDefault("after", "0");
        var faults = new ArrayList<Fault>();
        if (max.isEmpty()) {
            faults.add(Query.max(Paging.MOST));
        }
        if (!after.matches("[0-9]{1,9}")) {
            faults.add(Query.after());
        }
        if (!faults.isEmpty()) {
            return Problem.of(400, faults);
        }
        List<RedriveBook.Item> items =
                ports.redrives().items(job.get().id(), Integer.parseInt(after), max.orElseThrow() + 1);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("results");
        items.stream().limit(max.get()).forEach(item -> rows.add(json(item)));
        if (items.size() > max.get()) {
            document.put("next", Integer.toString(items.get(max.get() - 1).no()));
        }
        return Answer.json(200, document.put("asOf", Times.text(ports.clock().instant())));
    }

    private static ObjectNode json(RedriveBook.Item item) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("no", item.no())
                .put("copy", item.copy())
                .put("result", item.state().code());
        item.agency().ifPresent(agency -> json.put("agency", agency));
        item.outbox().ifPresent(outbox -> json.put("outbox", outbox));
        item.at().ifPresent(at -> json.put("at", Times.text(at)));
        return json;
    }

    Answer pause(Call call) {
        return change(call, ports.redrives()::pause);
    }

    Answer resume(Call call) {
        return change(call, ports.redrives()::resume);
    }

    Answer cancel(Call call) {
        return change(call, ports.redrives()::cancel);
    }

    private Answer change(Call call, Function<UUID, Redrives.Result> change) {
        Reading<Acting> read = Acting.read(call.body(), Set.of());
        if (read instanceof Reading.Refused<Acting> refused) {
            return Problem.of(refused.faults());
        }
        Optional<Redrive> job = job(call);
        return job.map(before ->
                        answer(change.apply(before.id()), 200, json(before).without("reason")))
                .orElseGet(Problem::notFound);
    }

    private ObjectNode json(Redrive job) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("redrive", job.id().toString())
                .put("queue", job.queue().code())
                .put("by", job.by())
                .put("reason", ports.redrives().reason(job))
                .put("state", job.state().code())
                .put("count", job.count())
                .put("done", job.done())
                .put("failed", job.failed())
                .put("ratePerSecond", job.perSecond())
                .put("startedAt", Times.text(job.startedAt()));
        job.endedAt().ifPresent(at -> json.put("endedAt", Times.text(at)));
        job.expectedEnd(ports.clock().instant()).ifPresent(at -> json.put("expectedEnd", Times.text(at)));
        return json;
    }
}
