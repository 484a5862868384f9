package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.ProblemJson;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.exchange.Times;
import org.kivuko.exchange.clock.ClockDoubt;
import org.kivuko.model.Code;
import org.kivuko.model.Reading;

/** What operators ask: what could not be read; and what they say of the clock. */
final class OpsCalls {
    static final Set<String> QUARANTINE_QUERY = Set.of("max");

    private final HttpPorts ports;

    OpsCalls(HttpPorts ports) {
        this.ports = ports;
    }

    /** The hub goes on by its clock, whatever was doubted. */
    Answer confirmClock(Call call) {
        Optional<ClockDoubt> doubt = ports.clockConfirmation().confirm();
        return doubt.map(was ->
                        Answer.json(200, JsonNodeFactory.instance.objectNode().put("doubted", was.sentence())))
                .orElseGet(() -> Problem.of(Code.CONFLICT, "The clock is not doubted"));
    }

    Answer quarantine(Call call) {
        Optional<Integer> max = Lots.max(call.query(), Lots.MOST);
        if (max.isEmpty()) {
            return Problem.of(400, ((Reading.Refused<Lots>) Lots.<Lots>tooMany()).faults());
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("quarantine");
        ports.ledger().quarantine(call.read(max.get())).stream()
                .filter(row -> call.mayConcern(List.of(row.agency())))
                .limit(max.get())
                .forEach(row -> rows.add(json(row)));
        return Answer.json(200, document);
    }

    private static ObjectNode json(QuarantineRow row) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", Times.text(row.at()))
                .put("agency", row.agency().toString())
                .put("door", row.door().code())
                .put("code", row.code().code());
        ProblemJson.addFaults(json, "errors", row.faults());
        row.copy().ifPresent(copy -> json.put("copy", copy.toString()).put("redriven", row.redriven()));
        return json;
    }
}
