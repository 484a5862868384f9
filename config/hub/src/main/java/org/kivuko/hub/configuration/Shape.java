package org.kivuko.hub.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys that a mapping may have.
 *
 * @param refused keys that mean something but are not to stand here, each with the reason
 */
record Shape(List<String> needed, List<String> optional, Map<String, Refusal> refused) {
    Shape {
        needed = List.copyOf(needed);
        optional = List.copyOf(optional);
        refused = Map.copyOf(refused);
    }

    /** Why a known key is refused, and what to do about it. */
    record Refusal(String message, String remedy) {}

    static Shape needs(String... keys) {
        return new Shape(List.of(keys), List.of(), Map.of());
    }

    Shape may(String... keys) {
        return new Shape(needed, List.of(keys), refused);
    }

    Shape refuses(Map<String, Refusal> keys) {
        return new Shape(needed, optional, keys);
    }

    /** Every key that may stand here, needed ones first. */
    List<String> known() {
        var known = new ArrayList<>(needed);
        known.addAll(optional);
        return known;
    }
}
