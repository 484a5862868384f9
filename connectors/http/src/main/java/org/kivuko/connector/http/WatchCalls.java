package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.kivuko.exchange.Times;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.Thresholds;
import org.kivuko.operations.watch.WatchDesk;

/** Alerts and their thresholds: seen by operators, who say that they have seen them, hand them to somebody and note what was done. */
final class WatchCalls {
    static final Set<String> QUERY = Set.of("state", "after", "max");
    private static final Set<String> SEEN = Set.of("reason", "key");
    private static final Set<String> ASSIGNMENT = Set.of("to", "reason", "key");
    private static final Set<String> NOTE = Set.of("text", "reason", "key");
    private static final Set<String> THRESHOLD = Set.of("kind", "target", "attention", "watched", "reason", "key");
    private static final String EVERY = "*";
    private static final int LONGEST_LOGIN = 64;
    private static final int LONGEST_TARGET = 200;
    private static final int LONGEST_NOTE = 2_000;

    private final WatchDesk desk;
    private final AlertSight sight;
    private final InstantSource clock;

    WatchCalls(HttpPorts ports) {
        this.desk = ports.ops().watch().desk();
        this.sight = new AlertSight(ports.rulebook());
        this.clock = ports.clock();
    }

    Answer alerts(Call call) {
        Optional<AlertBook.Which> which = which(call.query().getOrDefault("state", "open"));
        List<Fault> faults = Paging.faults(call.query());
        if (which.isEmpty()) {
            faults.add(Query.fault("state", "open, ended or all"));
        }
        if (!faults.isEmpty()) {
            return Problem.of(400, faults);
        }
        Paging pages = Paging.read(call.query()).orElseThrow();
        Optional<Long> after = pages.after();
        int max = pages.max();
        List<WatchDesk.Shown> page = desk.page(
                new AlertBook.Asked(which.orElseThrow(), call.operator().scope(), after, max));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("alerts");
        page.stream()
                .filter(each -> sight.sees(call.operator().scope(), each.row().alert()))
                .forEach(each -> rows.add(json(each)));
        if (page.size() == max) {
            document.put("next", Long.toString(page.get(max - 1).row().no()));
        }
        return Answer.json(200, document.put("asOf", Times.text(clock.instant())));
    }

    private static Optional<AlertBook.Which> which(String state) {
        return List.of(AlertBook.Which.values()).stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(state))
                .findFirst();
    }

    Answer acknowledge(Call call) {
        var body = OpsBody.read(call, SEEN);
        body.maybeText("reason", OpsBody.LONGEST_TEXT);
        return act(
                call,
                body,
                alert -> desk.acknowledge(
                        alert, call.operator().scope(), call.operator().login()));
    }

    /** {@code to} null or absent: nobody has it any more. */
    Answer assign(Call call) {
        var body = OpsBody.read(call, ASSIGNMENT);
        Optional<String> to = body.maybeText("to", LONGEST_LOGIN);
        body.maybeText("reason", OpsBody.LONGEST_TEXT);
        return act(call, body, alert -> desk.assign(alert, call.operator().scope(), to));
    }

    Answer note(Call call) {
        var body = OpsBody.read(call, NOTE);
        String text = body.text("text", LONGEST_NOTE);
        UUID key = body.key();
        return act(
                call,
                body,
                alert -> desk.note(
                        alert, call.operator().scope(), key, call.operator().login(), text));
    }

    private Answer act(Call call, OpsBody body, Function<UUID, Optional<WatchDesk.Shown>> act) {
        if (body.isFaulty()) {
            return body.problem();
        }
        Optional<UUID> id = Paths.uuid(call.path().get("alert"));
        Scope scope = call.operator().scope();
        Optional<WatchDesk.Shown> before = id.flatMap(alert -> desk.find(alert, scope))
                .filter(shown -> sight.sees(scope, shown.row().alert()));
        Optional<Alert> alert = before.map(shown -> shown.row().alert());
        if (alert.isPresent()
                && !AlertSight.mayActOn(scope, alert.get().kind(), alert.get().target())) {
            return Problem.notAllowed();
        }
        return before.flatMap(any -> act.apply(id.orElseThrow()))
                .map(after -> Answer.json(200, json(after)).noting(state(before.orElseThrow()), state(after)))
                .orElseGet(Problem::notFound);
    }

    /** For the audit: without what people wrote. */
    private static ObjectNode state(WatchDesk.Shown shown) {
        ObjectNode json = people(JsonNodeFactory.instance.objectNode(), shown);
        return json.put("notes", shown.notes().size());
    }

    private static ObjectNode people(ObjectNode json, WatchDesk.Shown shown) {
        shown.row().acknowledged().ifPresent(seen -> json.putObject("acknowledged")
                .put("by", seen.by())
                .put("at", Times.text(seen.at())));
        shown.row().assigned().ifPresent(to -> json.put("assigned", to));
        return json;
    }

    private static ObjectNode json(WatchDesk.Shown shown) {
        var alert = shown.row().alert();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("alert", alert.id().toString())
                .put("kind", alert.kind().code())
                .put("severity", alert.severity().code())
                .put("target", alert.target())
                .put("unit", alert.kind().unit())
                .put("value", alert.value())
                .put("threshold", alert.threshold())
                .put("since", Times.text(alert.since()));
        alert.endedAt().ifPresent(ended -> json.put("endedAt", Times.text(ended)));
        people(json, shown);
        ArrayNode notes = json.putArray("notes");
        shown.notes().forEach(note -> notes.addObject()
                .put("note", note.id().toString())
                .put("by", note.by())
                .put("at", Times.text(note.at()))
                .put("text", note.text()));
        return json;
    }

    /** What holds for all is everybody's to know; one of a target is its own scope's. */
    Answer thresholds(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("thresholds");
        desk.held().stream()
                .filter(held -> held.threshold().key().target().isEmpty()
                        || mayActOn(call, held.threshold().key()))
                .forEach(held -> rows.add(json(held)));
        return Answer.json(200, document.put("asOf", Times.text(clock.instant())));
    }

    private static ObjectNode json(WatchDesk.Held held) {
        var kind = held.threshold().key().kind();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind.code())
                .put("target", held.threshold().key().target().orElse(EVERY))
                .put("unit", kind.unit())
                .put("lessIsWorse", kind.lessIsWorse())
                .put("watched", held.threshold().value().isPresent());
        held.threshold().value().ifPresent(value -> json.put("attention", value).put("urgent", kind.urgentAt(value)));
        json.put("from", held.origin().name().toLowerCase(Locale.ROOT));
        held.choice().ifPresent(choice -> json.put("by", choice.by()).put("at", Times.text(choice.at())));
        return json;
    }

    /**
     * Sets one: {@code attention} a number, or {@code watched} false; with neither what the configuration says holds again.
     */
    Answer setThreshold(Call call) {
        var body = OpsBody.read(call, THRESHOLD);
        body.text("reason");
        Optional<AlertKind> kind = Coded.find(AlertKind.class, body.text("kind", LONGEST_TARGET));
        Optional<String> target = body.maybeText("target", LONGEST_TARGET).filter(text -> !text.equals(EVERY));
        if (kind.isEmpty()) {
            body.fault("/kind", "one of " + Coded.all(AlertKind.class) + " is needed here");
        }
        OptionalLong value = OptionalLong.empty();
        if (body.has("attention")) {
            value = OptionalLong.of(
                    body.wholeNumber("attention", 1, kind.map(AlertKind::most).orElse(Long.MAX_VALUE)));
        }
        boolean off = body.has("watched") && !body.yesOrNo("watched");
        if (off && value.isPresent()) {
            body.fault("/watched", "what is not watched has no threshold");
        }
        if (body.isFaulty()) {
            return body.problem();
        }
        var key = new Thresholds.Key(kind.orElseThrow(), target);
        if (!mayActOn(call, key)) {
            return Problem.notAllowed();
        }
        JsonNode before = find(key);
        if (off || value.isPresent()) {
            desk.set(new Thresholds.Threshold(key, value), call.operator().login());
        } else {
            desk.unset(key);
        }
        JsonNode after = find(key);
        return thresholds(call).noting(key.kind().code() + " " + key.target().orElse(EVERY), before, after);
    }

    private static boolean mayActOn(Call call, Thresholds.Key key) {
        Scope scope = call.operator().scope();
        return key.target()
                .map(target -> AlertSight.mayActOn(scope, key.kind(), target))
                .orElse(scope.everything());
    }

    private JsonNode find(Thresholds.Key key) {
        return desk.held().stream()
                .filter(held -> held.threshold().key().equals(key))
                .findFirst()
                .<JsonNode>map(WatchCalls::json)
                .orElse(MissingNode.getInstance());
    }
}
