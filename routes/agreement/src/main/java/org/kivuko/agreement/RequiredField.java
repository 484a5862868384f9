package org.kivuko.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A field that must stand in a message. In a list every element must have it, and there must be one: a rule that asks for
 * a field asks for it everywhere.
 *
 * @param names the members to walk through, from {@code data} on
 */
record RequiredField(List<String> names) {

    static RequiredField of(Member member) {
        return new RequiredField(List.of(member.path().replace("[]", "").split("\\.", -1)));
    }

    boolean standsIn(JsonNode data) {
        return standsIn(data, 0);
    }

    private boolean standsIn(JsonNode value, int depth) {
        if (depth == names.size()) {
            return !value.isNull() && !(value.isContainerNode() && value.isEmpty());
        }
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (!standsIn(element, depth)) {
                    return false;
                }
            }
            return !value.isEmpty();
        }
        var below = value.get(names.get(depth));
        return below != null && standsIn(below, depth + 1);
    }
}
