package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Times;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.search.Facets;
import org.kivuko.operations.search.MessageLife;
import org.kivuko.operations.search.MessageRow;
import org.kivuko.operations.search.SavedView;

/** How messages are shown to operators: keys, codes, paths and instants, nothing of what they say. */
final class SearchJson {
    private SearchJson() {}

    static ObjectNode row(MessageRow row) {
        ObjectNode json = key(JsonNodeFactory.instance.objectNode(), row.key());
        json.put("type", row.type().code());
        row.alertType().ifPresent(type -> json.put("alertType", type.code()));
        row.msgType().ifPresent(type -> json.put("msgType", type.code()));
        json.put("status", row.status().code());
        row.exercise()
                .ifPresent(run ->
                        json.putObject("exercise").put("name", run.exercise()).put("run", run.number()));
        json.put("lane", row.lane().code());
        json.put("acceptedAt", Times.text(row.acceptedAt()));
        row.door().ifPresent(door -> json.put("door", door.code()));
        json.put("person", row.person());
        ObjectNode recipients = json.putObject("recipients");
        for (Outcome outcome : Outcome.values()) {
            recipients.put(outcome.code(), row.recipients().getOrDefault(outcome, 0));
        }
        strings(json, "reasons", row.reasons().stream().map(Coded::code).toList());
        row.state().ifPresent(state -> json.put("state", state.code()));
        return json;
    }

    private static ObjectNode key(ObjectNode json, MessageKey key) {
        return json.put("agency", key.source().toString()).put("id", key.id());
    }

    /** @param articles of the instruments behind agreements, by their names with versions */
    static ObjectNode life(MessageLife life, Function<String, List<String>> articles) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode message =
                row(life.message()).put("handling", life.message().handling().code());
        ArrayNode references = message.putArray("refs");
        life.references().forEach(reference -> key(references.addObject(), reference));
        json.set("message", message);
        ArrayNode stages = json.putArray("stages");
        life.stages().forEach(stage -> stages.add(stage(stage)));
        ArrayNode recipients = json.putArray("recipients");
        life.recipients().forEach(recipient -> recipients.add(recipient(recipient, articles)));
        ArrayNode receipts = json.putArray("receipts");
        life.receipts()
                .forEach(receipt ->
                        receipts.addObject().put("at", Times.text(receipt.at())).put("kind", receipt.kind()));
        ArrayNode thread = json.putArray("thread");
        life.thread().forEach(related -> thread.add(related(related)));
        return json;
    }

    private static ObjectNode stage(MessageLife.Stage stage) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("stage", stage.step().name().toLowerCase(Locale.ROOT))
                .put("at", Times.text(stage.at()));
        if (!stage.detail().isEmpty()) {
            json.put("detail", stage.detail());
        }
        return json;
    }

    private static ObjectNode recipient(MessageLife.Recipient recipient, Function<String, List<String>> articles) {
        ObjectNode json = ruled(recipient.ruled(), articles).put("shownToSender", recipient.shownToSender());
        ArrayNode events = json.putArray("events");
        recipient.events().forEach(event -> events.addObject()
                .put("state", event.state().code())
                .put("at", Times.text(event.at())));
        ArrayNode earlier = json.putArray("earlier");
        recipient.earlier().forEach(ruled -> earlier.add(ruled(ruled, articles)));
        return json;
    }

    private static ObjectNode ruled(MessageLife.Ruled ruled, Function<String, List<String>> articles) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("agency", ruled.agency())
                .put("ruling", ruled.ruling().toString())
                .put("outcome", ruled.outcome().code())
                .put("at", Times.text(ruled.judgedAt()));
        ruled.reason().ifPresent(reason -> json.put("reason", reason.code()));
        strings(json, "rules", ruled.rules());
        strings(json, "agreements", ruled.agreements());
        strings(
                json,
                "articles",
                ruled.agreements().stream()
                        .map(articles)
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
        strings(json, "removed", ruled.removed());
        strings(json, "transformed", ruled.transformed());
        json.put("lane", ruled.lane().code());
        json.put("channel", ruled.channel().code());
        ruled.link().ifPresent(link -> json.put("linknumber", link.number()));
        json.put("handling", ruled.handling().code());
        ruled.acknowledgeBy().ifPresent(until -> json.put("acknowledgeBy", Times.text(until)));
        ruled.retainUntil().ifPresent(until -> json.put("retainUntil", Times.text(until)));
        return json;
    }

    private static ObjectNode related(MessageLife.Related related) {
        ObjectNode json =
                key(JsonNodeFactory.instance.objectNode(), related.key()).put("type", related.type());
        related.msgType().ifPresent(type -> json.put("msgType", type.code()));
        return json.put("at", Times.text(related.at()));
    }

    static ObjectNode facets(Facets facets) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("messages", facets.messages());
        json.put("complete", facets.complete());
        facets.from().ifPresent(from -> json.put("from", Times.text(from)));
        ObjectNode counts = json.putObject("facets");
        for (Facets.Facet facet : Facets.Facet.values()) {
            ArrayNode values = counts.putArray(facet.name().toLowerCase(Locale.ROOT));
            facets.counts().get(facet).entrySet().stream()
                    .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                    .forEach(count ->
                            values.addObject().put("value", count.getKey()).put("count", count.getValue()));
        }
        return json;
    }

    static ObjectNode view(SavedView view, String login) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("view", view.view().toString())
                .put("name", view.name())
                .put("page", view.page())
                .put("query", view.query())
                .put("shared", view.shared())
                .put("own", view.owner().equals(login));
    }

    private static void strings(ObjectNode json, String member, Collection<String> values) {
        values.forEach(json.putArray(member)::add);
    }
}
