package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.kivuko.exchange.CorrectionRow;
import org.kivuko.exchange.RecallRow;
import org.kivuko.exchange.Times;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;

/** What was recalled or corrected, and what became of it at each recipient. */
final class RecallCalls {
    static final Set<String> QUERY = Set.of("max");

    private final HttpPorts.RecallSource recalls;
    private final HttpPorts.CorrectionSource corrections;

    RecallCalls(HttpPorts.RecallSource recalls, HttpPorts.CorrectionSource corrections) {
        this.recalls = recalls;
        this.corrections = corrections;
    }

    Answer newest(Call call) {
        return rows(call, "recalls", recalls::newest, row -> concerned(row.recall(), row.parts()), RecallCalls::json);
    }

    Answer newestCorrections(Call call) {
        return rows(
                call,
                "corrections",
                corrections::newest,
                row -> concerned(row.correction(), row.parts()),
                RecallCalls::json);
    }

    /** The sender and every recipient. */
    private static List<AgencyId> concerned(MessageKey key, List<RecallRow.Part> parts) {
        return Stream.concat(Stream.of(key.source()), parts.stream().map(RecallRow.Part::recipient))
                .toList();
    }

    private static <R> Answer rows(
            Call call,
            String name,
            IntFunction<List<R>> newest,
            Function<R, List<AgencyId>> concerned,
            BiFunction<Call, R, ObjectNode> json) {
        Optional<Integer> max = Lots.max(call.query(), Lots.MOST);
        if (max.isEmpty()) {
            return Problem.of(400, ((Reading.Refused<Lots>) Lots.<Lots>tooMany()).faults());
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray(name);
        newest.apply(call.read(max.get())).stream()
                .filter(row -> call.mayConcern(concerned.apply(row)))
                .limit(max.get())
                .forEach(row -> rows.add(json.apply(call, row)));
        return Answer.json(200, document);
    }

    private static ObjectNode json(Call call, RecallRow row) {
        return json(
                "recall", row.recall(), row.recalled(), row.at(), row.done(), seen(call, row.recall(), row.parts()));
    }

    private static ObjectNode json(Call call, CorrectionRow row) {
        return json(
                "correction",
                row.correction(),
                row.corrected(),
                row.at(),
                row.done(),
                seen(call, row.correction(), row.parts()));
    }

    /** Of what others have sent, what became of it at one's own. */
    private static List<RecallRow.Part> seen(Call call, MessageKey key, List<RecallRow.Part> parts) {
        return parts.stream()
                .filter(part -> call.mayConcern(List.of(key.source(), part.recipient())))
                .toList();
    }

    private static ObjectNode json(
            String name, MessageKey key, MessageKey message, Instant at, boolean done, List<RecallRow.Part> parts) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(name, key.toString())
                .put("message", message.toString())
                .put("at", Times.text(at))
                .put("done", done);
        ArrayNode recipients = json.putArray("recipients");
        parts.forEach(part -> recipients
                .addObject()
                .put("agency", part.recipient().toString())
                .put("standing", part.standing().code())
                .put("since", Times.text(part.since())));
        return json;
    }
}
