package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.RecallRow;
import org.kivuko.exchange.Times;
import org.kivuko.model.Reading;

/** What was recalled, and what became of it at each recipient. */
final class RecallCalls {
    static final Set<String> QUERY = Set.of("max");

    private final HttpPorts.RecallSource recalls;

    RecallCalls(HttpPorts.RecallSource recalls) {
        this.recalls = recalls;
    }

    Answer newest(Call call) {
        Optional<Integer> max = Lots.max(call.query(), Lots.MOST);
        if (max.isEmpty()) {
            return Problem.of(400, ((Reading.Refused<Lots>) Lots.<Lots>tooMany()).faults());
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("recalls");
        recalls.newest(max.get()).forEach(row -> rows.add(json(row)));
        return Answer.json(200, document);
    }

    private static ObjectNode json(RecallRow row) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("recall", row.recall().toString())
                .put("message", row.recalled().toString())
                .put("at", Times.text(row.at()))
                .put("done", row.done());
        ArrayNode recipients = json.putArray("recipients");
        row.parts().forEach(part -> recipients
                .addObject()
                .put("agency", part.recipient().toString())
                .put("standing", part.standing().code())
                .put("since", Times.text(part.since())));
        return json;
    }
}
