package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.operations.search.SavedView;
import org.kivuko.operations.search.SavedViews;

/** Questions that operators save for themselves, or for all. */
final class ViewCalls {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_QUERY = 2_000;

    private final SavedViews views;
    private final InstantSource clock;

    ViewCalls(HttpPorts ports) {
        this.views = ports.ops().search().views();
        this.clock = ports.clock();
    }

    Answer list(Call call) {
        String login = call.operator().login();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("views");
        views.of(login).forEach(view -> rows.add(SearchJson.view(view, login)));
        return Answer.json(200, document.put("asOf", Times.text(clock.instant())));
    }

    Answer save(Call call) {
        JsonNode body = JsonBody.members(call.body());
        List<Fault> faults = faults(body);
        if (!faults.isEmpty()) {
            return Problem.of(faults);
        }
        var view = new SavedView(
                id(body).orElseThrow(),
                call.operator().login(),
                body.path("name").asText().strip(),
                body.path("page").asText(),
                body.path("query").asText(),
                body.path("shared").asBoolean(),
                clock.instant());
        return switch (views.save(view)) {
            case SAVED -> Answer.json(200, SearchJson.view(view, view.owner()));
            case TAKEN -> Problem.of(Code.CONFLICT, "There is another view of this name, or under this id");
            case TOO_MANY -> Problem.of(Code.CONFLICT, "Nobody has more than " + SavedViews.MOST + " views");
        };
    }

    Answer remove(Call call) {
        return Paths.uuid(call.path().get("view"))
                        .filter(view -> views.remove(call.operator().login(), view))
                        .isPresent()
                ? Answer.empty(204)
                : Problem.notFound();
    }

    /** A view without an id is a new one. */
    private static Optional<UUID> id(JsonNode body) {
        return body.has("view") ? Paths.uuid(body.path("view").asText()) : Optional.of(UUID.randomUUID());
    }

    private static List<Fault> faults(JsonNode body) {
        var faults = new ArrayList<Fault>();
        text(faults, body, "name", 1, LONGEST_NAME);
        if (!body.path("page").asText().matches("[a-z][a-z-]{0,39}")) {
            faults.add(fault("page", "the name of a page, in small letters"));
        }
        text(faults, body, "query", 0, LONGEST_QUERY);
        if (!body.path("shared").isBoolean()) {
            faults.add(fault("shared", "true or false"));
        }
        if (id(body).isEmpty()) {
            faults.add(fault("view", "a UUID"));
        }
        return faults.stream().sorted().toList();
    }

    private static void text(List<Fault> faults, JsonNode body, String member, int shortest, int longest) {
        JsonNode text = body.path(member);
        boolean writable = text.isTextual() && text.asText().chars().noneMatch(Character::isISOControl);
        if (!writable
                || text.asText().strip().length() < shortest
                || text.asText().length() > longest) {
            faults.add(fault(member, "a text of " + shortest + " to " + longest + " characters"));
        }
    }

    private static Fault fault(String member, String expected) {
        return new Fault("/" + member, Code.SCHEMA_VIOLATION, "expected " + expected);
    }
}
