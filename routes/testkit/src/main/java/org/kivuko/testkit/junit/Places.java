package org.kivuko.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds what stands at a place of a message. Stateless. */
final class Places {
    private static final String EACH = "[]";

    private Places() {}

    /** What stands there; of lists each element. */
    static List<JsonNode> at(JsonNode message, String place) {
        String whole = place.startsWith("/") ? place.substring(1) : "data." + place;
        List<JsonNode> found = List.of(message);
        for (String step : whole.split("\\.", -1)) {
            found = step(found, step.endsWith(EACH) ? step.substring(0, step.length() - EACH.length()) : step);
        }
        return found;
    }

    private static List<JsonNode> step(List<JsonNode> from, String member) {
        var next = new ArrayList<JsonNode>();
        for (JsonNode node : from) {
            JsonNode there = node.path(member);
            if (there.isArray()) {
                there.forEach(next::add);
            } else if (!there.isMissingNode() && !there.isNull()) {
                next.add(there);
            }
        }
        return next;
    }
}
