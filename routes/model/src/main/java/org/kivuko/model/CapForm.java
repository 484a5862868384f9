package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * The form of {@code data.cap}: what a CAP document carries beyond the members of an alert, under CAP's own names. Its
 * top level is closed, what lies below is texts, lists and objects.
 */
final class CapForm {
    private static final int DEEPEST = 6;
    private static final Set<String> ELEMENTS = Set.of(
            "identifier",
            "sender",
            "sent",
            "status",
            "msgType",
            "source",
            "scope",
            "restriction",
            "addresses",
            "code",
            "note",
            "references",
            "incidents",
            "info");

    static final Kind<Boolean> CAP = Kinds.object(cap -> {
        ELEMENTS.forEach(name -> cap.may(name, (node, place, faults) -> free(node, place, faults, DEEPEST)));
        return true;
    });

    private CapForm() {}

    private static Boolean free(JsonNode node, Place place, Faults faults, int levels) {
        if (node.isContainerNode() && levels > 0) {
            node.forEach(child -> free(child, place, faults, levels - 1));
        } else if (!node.isTextual()) {
            faults.form(place, "expected texts, in lists and objects at most " + DEEPEST + " levels deep");
        }
        return true;
    }
}
