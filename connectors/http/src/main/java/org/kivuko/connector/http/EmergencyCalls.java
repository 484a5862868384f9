package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.DeclaredEmergency;
import org.kivuko.exchange.Emergencies;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/** Emergencies: declared by whom a rule names, seen by the parties of its agreement, ended by who declared them. */
final class EmergencyCalls {
    private static final Set<String> MEMBERS = Set.of("rule", "lasts", "reason");
    private static final int LONGEST_REASON = 2000;

    private final Emergencies emergencies;

    EmergencyCalls(Emergencies emergencies) {
        this.emergencies = emergencies;
    }

    /** A wish to declare one, as far as it could be read. */
    private record Wish(Optional<String> rule, Optional<Duration> lasts, Optional<String> reason, List<Fault> faults) {}

    Answer declare(Call call) {
        Wish wish = read(call.body());
        // Operators declare none; and of rules of others they do not even learn that there are such.
        if (wish.rule()
                .filter(rule -> call.knownOperator().isPresent() && !isOfCaller(call, rule))
                .isPresent()) {
            return Problem.notAllowed();
        }
        return wish.faults().isEmpty()
                ? answer(
                        201,
                        emergencies.declare(
                                call.caller().orElseThrow(),
                                wish.rule().orElseThrow(),
                                wish.lasts().orElseThrow(),
                                wish.reason().orElseThrow()))
                : Problem.of(wish.faults());
    }

    private static Wish read(byte[] body) {
        JsonNode tree = JsonBody.members(body);
        if (!tree.isObject()) {
            return unreadable();
        }
        var faults = new ArrayList<Fault>();
        JsonBody.addUnknown(tree, MEMBERS, faults);
        Optional<String> rule = text(tree, "rule", 200, "the full name of a rule, like IGAD.health@2/HE-5", faults);
        Optional<Duration> lasts =
                text(tree, "lasts", 30, "a length of time, like PT24H", faults).flatMap(text -> duration(text, faults));
        Optional<String> reason = text(
                tree, "reason", LONGEST_REASON, "a text of 1 to " + LONGEST_REASON + " characters says why", faults);
        return new Wish(rule, lasts, reason, faults);
    }

    private static Wish unreadable() {
        return new Wish(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Fault("", Code.UNREADABLE, "expected a JSON object with lasts, reason and rule")));
    }

    private static Optional<String> text(
            JsonNode tree, String member, int longest, String expected, List<Fault> faults) {
        JsonNode value = tree.path(member);
        boolean fits = JsonBody.isText(value, longest);
        if (!fits) {
            faults.add(fault("/" + member, expected));
        }
        return fits ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<Duration> duration(String text, List<Fault> faults) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException unreadable) {
            faults.add(fault("/lasts", "a length of time, like PT24H"));
            return Optional.empty();
        }
    }

    private static Fault fault(String pointer, String expected) {
        return new Fault(pointer, Code.SCHEMA_VIOLATION, expected);
    }

    Answer end(Call call) {
        Optional<UUID> id = Paths.uuid(call.path().get("emergency"));
        return id.filter(known -> !isHidden(call, known))
                .map(known -> answer(200, emergencies.end(call.caller().orElseThrow(), known)))
                .orElseGet(Problem::notFound);
    }

    private static Answer answer(int status, Emergencies.Result result) {
        return result instanceof Emergencies.Done done
                ? Answer.json(status, json(done.emergency()))
                : Problem.of(((Emergencies.Refused) result).faults());
    }

    /** Those that are open, of agreements to which the caller's state is a party. */
    Answer open(Call call) {
        return list(emergencies.open(call.caller().orElseThrow()).stream()
                .filter(each -> call.knownOperator().isEmpty() || mayKnow(call, each))
                .toList());
    }

    /** For operators: those that are open, and those that were within the last days. */
    Answer known(Call call) {
        return list(
                emergencies.known().stream().filter(each -> mayKnow(call, each)).toList());
    }

    /** An emergency is the matter of the parties of its agreement, and of who declared it. */
    private boolean mayKnow(Call call, DeclaredEmergency emergency) {
        return call.mayConcern(List.of(emergency.by())) || isOfCaller(call, emergency.rule());
    }

    private boolean isOfCaller(Call call, String rule) {
        return call.operator().scope().everything()
                || emergencies.parties(rule).stream().anyMatch(call::isOf);
    }

    /** An agency learns from the emergencies themselves what it may not. */
    private boolean isHidden(Call call, UUID id) {
        return call.knownOperator().isPresent()
                && emergencies.known().stream()
                        .filter(each -> each.id().equals(id))
                        .noneMatch(each -> mayKnow(call, each));
    }

    private static Answer list(List<DeclaredEmergency> shown) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("emergencies");
        shown.forEach(each -> rows.add(json(each)));
        return Answer.json(200, document);
    }

    private static ObjectNode json(DeclaredEmergency emergency) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("emergency", emergency.id().toString())
                .put("rule", emergency.rule())
                .put("by", emergency.by().toString())
                .put("declaredAt", Times.text(emergency.declaredAt()))
                .put("until", Times.text(emergency.until()));
        emergency.endedAt().ifPresent(ended -> json.put("endedAt", Times.text(ended)));
        return json;
    }
}
