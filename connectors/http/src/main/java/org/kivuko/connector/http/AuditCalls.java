package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.Times;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditQuery;
import org.kivuko.operations.people.AuditRow;
import org.kivuko.operations.people.Scope;

/** What operators did, for those who look after them. */
final class AuditCalls {
    static final Set<String> QUERY = Set.of("login", "action", "target", "from", "until", "after", "max");

    private final PeoplePorts ports;

    AuditCalls(PeoplePorts ports) {
        this.ports = ports;
    }

    Answer rows(Call call) {
        var faults = new ArrayList<Fault>();
        AuditQuery query = query(call.query(), call.operator().scope(), faults);
        if (!faults.isEmpty()) {
            return Problem.of(400, faults);
        }
        List<AuditRow> rows = ports.audit().rows(query);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        var shown = document.putArray("audit");
        rows.forEach(row -> shown.add(json(row)));
        if (rows.size() == query.max()) {
            document.put("next", Long.toString(rows.get(rows.size() - 1).no()));
        }
        return Answer.json(200, document.put("asOf", Times.text(ports.clock().instant())));
    }

    private static AuditQuery query(Map<String, String> asked, Scope scope, List<Fault> faults) {
        faults.addAll(Paging.faults(asked));
        Optional<Paging> pages = Paging.read(asked);
        return new AuditQuery(
                Optional.ofNullable(asked.get("login")),
                Optional.ofNullable(asked.get("action")),
                Optional.ofNullable(asked.get("target")),
                instant(asked, "from", faults),
                instant(asked, "until", faults),
                pages.flatMap(Paging::after),
                pages.map(Paging::max).orElse(Paging.MOST),
                scope);
    }

    private static Optional<Instant> instant(Map<String, String> asked, String name, List<Fault> faults) {
        Optional<Instant> value = Optional.ofNullable(asked.get(name)).flatMap(Query::instant);
        if (asked.containsKey(name) && value.isEmpty()) {
            faults.add(Query.fault(name, "an instant like 2026-11-26T08:00:00Z"));
        }
        return value;
    }

    private static ObjectNode json(AuditRow row) {
        AuditEntry entry = row.entry();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("no", row.no())
                .put("at", Times.text(entry.at()))
                .put("login", entry.login())
                .put("address", entry.address())
                .put("action", entry.action())
                .put("target", entry.target());
        put(json, "reason", entry.reason());
        put(json, "purpose", entry.purpose());
        putState(json, "before", entry.before());
        putState(json, "after", entry.after());
        return json.put("outcome", entry.outcome().code());
    }

    private static void put(ObjectNode json, String member, String text) {
        if (!text.isEmpty()) {
            json.put(member, text);
        }
    }

    private static void putState(ObjectNode json, String member, String state) {
        if (!state.isEmpty()) {
            json.set(member, tree(state));
        }
    }

    /** A state that was too long to be kept whole is shown as the text it is. */
    private static JsonNode tree(String state) {
        try {
            return MessageJson.tree(state.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException cutOff) {
            return JsonNodeFactory.instance.textNode(state);
        }
    }
}
