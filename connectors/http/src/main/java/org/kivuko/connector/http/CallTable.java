package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The table of what operators may call, as they are told it. */
final class CallTable {
    private CallTable() {}

    static Answer of(Collection<Route> routes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode calls = document.putArray("calls");
        routes.stream().filter(route -> !route.rights().isEmpty()).forEach(route -> add(calls, route));
        return Answer.json(200, document);
    }

    private static void add(ArrayNode calls, Route route) {
        ObjectNode call = calls.addObject().put("method", route.method()).put("path", route.shownPath());
        ArrayNode rights = call.putArray("rights");
        route.rights().stream().sorted().forEach(right -> rights.add(right.code()));
        call.put("agencies", route.access() == Access.CALLER)
                .put("audited", route.audited())
                .put("whole", route.whole());
    }
}
