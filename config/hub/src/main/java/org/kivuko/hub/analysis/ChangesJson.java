package org.kivuko.hub.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.kivuko.agreement.Ruling;
import org.kivuko.analysis.Change;
import org.kivuko.analysis.Span;

/** The changes between two configurations as a document. */
public final class ChangesJson {
    private ChangesJson() {}

    /** {@code {changes: [...]}}. */
    public static ObjectNode of(List<Change> changes) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("changes");
        changes.forEach(change -> json(change, list.addObject()));
        return answer;
    }

    private static void json(Change change, ObjectNode json) {
        json.put("change", word(change))
                .put("from", change.from())
                .put("to", change.to())
                .put("topic", change.topic())
                .put("cases", change.cases());
        strings(json, "senders", change.senders());
        strings(json, "recipients", change.recipients());
        strings(json, "purposes", change.purposes());
        strings(json, "statuses", change.statuses());
        strings(json, "gained", change.gained());
        strings(json, "lost", change.lost());
        var spans = json.putArray("spans");
        change.spans().forEach(span -> span(span, spans.addObject()));
        var example = json.putObject("example");
        example.put("recipient", change.example().recipient().toString())
                .put("at", change.example().at().toString())
                .put("before", summary(change.example().before()))
                .put("after", summary(change.example().after()));
        example.set("message", change.example().message());
    }

    private static void span(Span span, ObjectNode json) {
        span.from().ifPresent(from -> json.put("from", from.toString()));
        span.until().ifPresent(until -> json.put("until", until.toString()));
    }

    private static void strings(ObjectNode json, String name, Collection<?> values) {
        var list = json.putArray(name);
        values.forEach(value -> list.add(value.toString()));
    }

    /** What kind of change it is. */
    public static String word(Change change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    /** What came of a message, on one line. */
    public static String summary(Ruling ruling) {
        var owed = ruling.obligations();
        return ruling.outcome().code()
                + ruling.reason().map(reason -> " " + reason.code()).orElse("")
                + (ruling.rules().isEmpty() ? "" : " under " + String.join(", ", ruling.rules()))
                + ", handling " + owed.handling().code() + ", passing on "
                + owed.onward().code()
                + owed.acknowledgeBy().map(at -> ", acknowledge by " + at).orElse("")
                + owed.retainUntil().map(at -> ", keep until " + at).orElse("");
    }
}
