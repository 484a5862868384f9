package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.kivuko.agreement.Agreement;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.watch.AgreementUse;
import org.kivuko.operations.watch.Suspension;
import org.kivuko.operations.watch.Suspensions;

/** The agreements as operators see them, and how they are suspended and resumed. */
final class SuspensionCalls {
    private static final Set<String> SUSPEND = Set.of("reason", "from", "to", "key");
    private static final Pattern STATE = Pattern.compile("[A-Z]{3}");

    private final AgreementUse uses;
    private final Suspensions suspensions;
    private final InstantSource clock;

    SuspensionCalls(WatchPorts ports, InstantSource clock) {
        this.uses = ports.agreements();
        this.suspensions = ports.suspensions();
        this.clock = clock;
    }

    Answer list(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("agreements");
        uses.all().stream()
                .filter(row -> row.agreement().parties().stream()
                        .anyMatch(call.operator().scope()::touches))
                .forEach(row -> rows.add(json(row, call.operator().scope())));
        return Answer.json(200, document.put("asOf", Times.text(clock.instant())));
    }

    private ObjectNode json(AgreementUse.Row row, Scope scope) {
        Agreement agreement = row.agreement();
        ObjectNode json = AgreementJson.summary(agreement);
        json.put("state", agreement.life().at(clock.instant()).state().code());
        ObjectNode signatures = json.putObject("signatures");
        agreement
                .parties()
                .forEach(party -> signatures.put(party, row.signed().contains(party) ? "signed" : "missing"));
        if (Suspensions.isIn(scope, agreement, Optional.empty())) {
            json.put("used24h", row.used());
        }
        json.set("suspended", suspended(agreement.id(), scope));
        return json;
    }

    /** Between others it is theirs to know. */
    private ArrayNode suspended(String agreement, Scope scope) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        suspensions.of(agreement).stream().filter(each -> isSeen(each, scope)).forEach(each -> {
            ObjectNode json = way(list.addObject(), each.suspension());
            json.put("by", each.suspension().by())
                    .put("at", Times.text(each.suspension().at()))
                    .put("reason", each.reason());
        });
        return list;
    }

    private static boolean isSeen(Suspensions.Shown each, Scope scope) {
        return each.suspension()
                .way()
                .map(way -> scope.touches(way.from()) || scope.touches(way.to()))
                .orElse(true);
    }

    private static ObjectNode way(ObjectNode json, Suspension suspension) {
        suspension.way().ifPresent(way -> json.put("from", way.from()).put("to", way.to()));
        return json;
    }

    /** For the audit: without the reasons, which stand there sealed. */
    private ObjectNode state(String agreement) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        ArrayNode list = state.putArray("suspended");
        suspensions.of(agreement).forEach(each -> way(list.addObject(), each.suspension()));
        return state;
    }

    Answer suspend(Call call) {
        return act(
                call,
                (id, way, key, reason) -> suspensions.suspend(
                        key,
                        id,
                        way,
                        call.operator().login(),
                        reason,
                        call.operator().scope()));
    }

    Answer resume(Call call) {
        return act(
                call,
                (id, way, key, reason) -> suspensions.resume(
                        id, way, call.operator().login(), call.operator().scope()));
    }

    /** What an operator wishes. */
    @FunctionalInterface
    private interface Wish {
        Suspensions.Result on(String agreement, Optional<Suspension.Way> way, UUID key, String reason);
    }

    private Answer act(Call call, Wish wish) {
        var body = OpsBody.read(call, SUSPEND);
        String reason = body.text("reason");
        UUID key = body.key();
        Optional<Suspension.Way> way = way(body);
        if (body.isFaulty()) {
            return body.problem();
        }
        String id = call.path().get("id");
        ObjectNode before = state(id);
        return switch (wish.on(id, way, key, reason)) {
            case DONE -> {
                ObjectNode after = state(id);
                yield Answer.json(200, answer(id, call.operator().scope())).noting(before, after);
            }
            case AS_IT_IS ->
                Problem.of(Code.CONFLICT, "it is so already: ask for the agreements to see what is suspended by whom")
                        .noting(before, before);
            case NO_SUCH_WAY -> {
                body.fault("/from", "two parties of the agreement are needed here, or neither 'from' nor 'to'");
                yield body.problem();
            }
            case UNKNOWN -> Problem.notFound();
        };
    }

    private ObjectNode answer(String id, Scope scope) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("agreement", id);
        json.set("suspended", suspended(id, scope));
        return json;
    }

    private static Optional<Suspension.Way> way(OpsBody body) {
        if (!body.has("from") && !body.has("to")) {
            return Optional.empty();
        }
        List<String> ends = List.of(body.text("from", 3), body.text("to", 3));
        if (!ends.stream().allMatch(end -> STATE.matcher(end).matches())) {
            body.fault("/from", "the codes of two states are needed in 'from' and 'to', like KEN and UGA");
            return Optional.empty();
        }
        return Optional.of(new Suspension.Way(ends.get(0), ends.get(1)));
    }
}
