package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON object while it is read: every member is asked for by name, and what nobody asked for is unknown. A needed
 * member that is missing or faulty reads as null; the fault is noted and the message is never built. Not thread-safe.
 */
final class Members {
    private final ObjectNode node;
    private final Place place;
    private final Faults faults;
    private final Set<String> asked = new HashSet<>();

    Members(ObjectNode node, Place place, Faults faults) {
        this.node = node;
        this.place = place;
        this.faults = faults;
    }

    /** A member that must stand here. */
    <T> T need(String name, Kind<T> kind) {
        return need(name, kind, Code.SCHEMA_VIOLATION);
    }

    /** A member that must stand here, with the code to give where it does not. */
    <T> T need(String name, Kind<T> kind, Code whenMissing) {
        if (!has(name)) {
            faults.add(place.at(name), whenMissing, "the member is needed here");
        }
        return may(name, kind).orElse(null);
    }

    /** A member that may stand here. */
    <T> Optional<T> may(String name, Kind<T> kind) {
        asked.add(name);
        JsonNode value = node.get(name);
        return value == null ? Optional.empty() : Optional.ofNullable(kind.read(value, place.at(name), faults));
    }

    /** A list that may stand here; empty where it does not. */
    <T> List<T> list(String name, Kind<List<T>> kind) {
        return may(name, kind).orElse(List.of());
    }

    /** A list that must stand here. */
    <T> List<T> needList(String name, Kind<List<T>> kind) {
        List<T> read = need(name, kind);
        return read == null ? List.of() : read;
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** Notes a fault at a member. */
    void fault(String name, Code code, String detail) {
        faults.add(place.at(name), code, detail);
    }

    /** Notes a fault of form at a member that stands below these. */
    void faultBelow(String name, String detail, String... above) {
        Place at = place;
        for (String step : above) {
            at = at.at(step);
        }
        faults.form(at.at(name), detail);
    }

    /** Notes every member that was not asked for. */
    void close() {
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                Place at = place.below(name);
                faults.form(at, at.equals(place) ? Fault.UNKNOWN_BELOW : Fault.UNKNOWN_MEMBER);
            }
        });
    }
}
