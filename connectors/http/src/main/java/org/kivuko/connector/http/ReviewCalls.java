package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.HeldRow;
import org.kivuko.exchange.LateRow;
import org.kivuko.exchange.Reviews;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;

/** What is held, who lets it go, and what is late. */
final class ReviewCalls {
    static final Set<String> QUERY = Set.of("max");
    static final Set<String> HELD_QUERY = Set.of("after", "max");
    private static final Set<String> MEMBERS = Set.of("reason", "key");
    private static final int LONGEST_REASON = 2000;

    private final HttpPorts ports;

    ReviewCalls(HttpPorts ports) {
        this.ports = ports;
    }

    Answer held(Call call) {
        var faults = new ArrayList<Fault>();
        Optional<Integer> max = Lots.max(call.query(), Lots.MOST);
        if (max.isEmpty()) {
            faults.addAll(((Reading.Refused<Lots>) Lots.<Lots>tooMany()).faults());
        }
        String after = call.query().getOrDefault("after", "0");
        if (!after.matches("[0-9]{1,18}")) {
            faults.add(Query.after());
        }
        if (!faults.isEmpty()) {
            return Problem.of(400, faults);
        }
        Optional<Reviews.Part> held = ports.reviews()
                .held(call.caller().orElseThrow(), row -> inScope(call, row), Long.parseLong(after), max.orElseThrow());
        return held.map(ReviewCalls::json).orElseGet(Problem::notAllowed);
    }

    private static Answer json(Reviews.Part part) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("held");
        part.rows().forEach(row -> rows.add(json(row)));
        part.next().ifPresent(next -> document.put("next", Long.toString(next)));
        return Answer.json(200, document);
    }

    /** One of them; whoever may not see it is answered as if it were not there. */
    Answer one(Call call) {
        return Paths.uuid(call.path().get("ruling"))
                .flatMap(ruling -> ports.reviews().held(call.caller().orElseThrow(), ruling))
                .filter(row -> inScope(call, row))
                .map(row -> Answer.json(200, json(row)))
                .orElseGet(Problem::notFound);
    }

    private static boolean inScope(Call call, HeldRow row) {
        return call.mayConcern(List.of(row.key().source(), row.recipient()));
    }

    /** An agency learns from the reviews themselves what it may not. */
    private boolean outOfScope(Call call, UUID ruling) {
        return call.knownOperator().isPresent()
                && ports.reviews()
                        .held(call.caller().orElseThrow(), ruling)
                        .filter(row -> inScope(call, row))
                        .isEmpty();
    }

    private static ObjectNode json(HeldRow row) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("ruling", row.delivery().toString())
                .put("source", row.key().source().source())
                .put("id", row.key().id())
                .put("type", row.type().code())
                .put("status", row.status().code())
                .put("agency", row.recipient().toString());
        row.rules().forEach(json.putArray("rules")::add);
        return json.put("cause", row.cause().code())
                .put("since", Times.text(row.since()))
                .put("until", Times.text(row.until()))
                .put("decided", row.decided());
    }

    Answer release(Call call) {
        return decide(call, true);
    }

    Answer refuse(Call call) {
        return decide(call, false);
    }

    private Answer decide(Call call, boolean release) {
        List<Fault> faults = faults(call.body());
        if (!faults.isEmpty()) {
            return Problem.of(faults);
        }
        String reason = JsonBody.tree(call.body()).orElseThrow().path("reason").asText();
        Optional<UUID> ruling = Paths.uuid(call.path().get("ruling")).filter(id -> !outOfScope(call, id));
        Reviews.Result result = ruling.map(
                        id -> ports.reviews().decide(call.caller().orElseThrow(), id, release, reason))
                .orElse(Reviews.Result.NOT_FOUND);
        return switch (result) {
            case NOTED ->
                Answer.json(
                        202,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("ruling", ruling.orElseThrow().toString())
                                .put("decision", release ? "release" : "refuse"));
            case DECIDED_BEFORE -> Problem.of(Code.CONFLICT, "Somebody has decided about it before");
            case NOT_FOUND -> Problem.notFound();
            case NOT_ALLOWED -> Problem.notAllowed();
        };
    }

    /** A reason is needed; a key may stand beside it, as in every act. */
    private static List<Fault> faults(byte[] body) {
        Optional<JsonNode> tree = JsonBody.tree(body);
        var faults = new ArrayList<Fault>();
        tree.ifPresent(object -> JsonBody.addUnknown(object, MEMBERS, faults));
        if (tree.isEmpty() || !JsonBody.isText(tree.get().path("reason"), LONGEST_REASON)) {
            faults.add(new Fault(
                    "/reason", Code.SCHEMA_VIOLATION, "a text of 1 to " + LONGEST_REASON + " characters says why"));
        }
        return faults;
    }

    Answer late(Call call) {
        Optional<Integer> max = Lots.max(call.query(), Lots.MOST);
        if (max.isEmpty()) {
            return Problem.of(400, ((Reading.Refused<Lots>) Lots.<Lots>tooMany()).faults());
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("late");
        ports.agenda().late(call.read(max.get())).stream()
                .filter(row -> call.mayConcern(List.of(row.key().source(), row.recipient())))
                .limit(max.get())
                .forEach(row -> rows.add(json(row)));
        return Answer.json(200, document);
    }

    private static ObjectNode json(LateRow row) {
        boolean answer = row.kind() == Errand.Kind.UNANSWERED;
        return JsonNodeFactory.instance
                .objectNode()
                .put("delivery", row.delivery().toString())
                .put("source", row.key().source().source())
                .put("id", row.key().id())
                .put("agency", row.recipient().toString())
                .put(answer ? "answerBy" : "acknowledgeBy", Times.text(row.until()));
    }
}
