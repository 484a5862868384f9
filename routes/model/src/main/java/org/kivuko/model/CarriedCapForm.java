package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * The form of {@code data.cap}: what a CAP document carries beyond the members of an alert, under CAP's own names. Its
 * top level is closed, what lies below is texts, lists and objects.
 */
final class CarriedCapForm {
    private static final int DEEPEST = 6;
    private static final Set<String> ELEMENTS =
            Set.of("source", "scope", "restriction", "code", "note", "references", "incidents", "info");

    static final Kind<Boolean> CAP = Kinds.object(cap -> {
        ELEMENTS.forEach(name -> cap.may(name, (node, place, faults) -> free(node, place, faults, DEEPEST)));
        return true;
    });

    private CarriedCapForm() {}

    private static Boolean free(JsonNode node, Place place, Faults faults, int levels) {
        if (node.isObject() && levels > 0) {
            node.properties()
                    .forEach(member -> free(member.getValue(), place.below(member.getKey()), faults, levels - 1));
        } else if (node.isArray() && levels > 0) {
            for (int i = 0; i < node.size(); i++) {
                free(node.get(i), place.at(i), faults, levels - 1);
            }
        } else if (!node.isTextual() || !(node.textValue().isEmpty() || Forms.isText(node.textValue()))) {
            faults.form(place, "expected texts, in lists and objects at most " + DEEPEST + " levels deep");
        }
        return true;
    }
}
