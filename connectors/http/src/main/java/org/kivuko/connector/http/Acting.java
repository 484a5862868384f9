package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;

/**
 * What every act of an operator states.
 *
 * @param key which the operator's program made; repeated under it, the act is done once
 * @param tree the whole body, for what an act states beside these
 */
record Acting(String reason, UUID key, JsonNode tree) {
    static final int LONGEST_REASON = 500;
    private static final Set<String> ALWAYS = Set.of("reason", "key");
    private static final Set<String> OPENING = Set.of("purpose", "reason");
    private static final Fault NO_OBJECT = new Fault("", Code.UNREADABLE, "expected a JSON object");

    /** Reads a body; {@code more} are the members that this act knows beside reason and key. */
    static Reading<Acting> read(byte[] body, Set<String> more) {
        Optional<JsonNode> tree = JsonBody.tree(body);
        if (tree.isEmpty()) {
            return unreadable();
        }
        var faults = new ArrayList<Fault>();
        JsonBody.addUnknown(tree.get(), union(more), faults);
        Optional<String> reason = reason(tree.get(), "reason", faults);
        Optional<UUID> key = key(tree.get(), faults);
        return faults.isEmpty()
                ? new Reading.Accepted<>(new Acting(reason.orElseThrow(), key.orElseThrow(), tree.get()), List.of())
                : new Reading.Refused<>(faults);
    }

    private static Set<String> union(Set<String> more) {
        var all = new HashSet<>(more);
        all.addAll(ALWAYS);
        return all;
    }

    static <T> Reading<T> unreadable() {
        return new Reading.Refused<>(List.of(NO_OBJECT));
    }

    /** What is wrong with a body that says for which purpose, and why, something is opened; empty where nothing is. */
    static List<Fault> faultsOfOpening(byte[] body) {
        Optional<JsonNode> tree = JsonBody.tree(body);
        var faults = new ArrayList<Fault>();
        if (tree.isEmpty()) {
            return List.of(NO_OBJECT);
        }
        JsonBody.addUnknown(tree.get(), OPENING, faults);
        reason(tree.get(), "purpose", faults);
        reason(tree.get(), "reason", faults);
        return faults;
    }

    /** A text that says why. */
    private static Optional<String> reason(JsonNode tree, String member, List<Fault> faults) {
        JsonNode value = tree.path(member);
        boolean fits = JsonBody.isText(value, LONGEST_REASON);
        if (!fits) {
            faults.add(fault("/" + member, "a text of 1 to " + LONGEST_REASON + " characters says why"));
        }
        return fits ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<UUID> key(JsonNode tree, List<Fault> faults) {
        Optional<UUID> key = Paths.uuid(tree.path("key").asText());
        if (key.isEmpty()) {
            faults.add(fault("/key", "a UUID made by the caller makes the act one, however often it is sent"));
        }
        return key;
    }

    static Fault fault(String pointer, String expected) {
        return new Fault(pointer, Code.SCHEMA_VIOLATION, expected);
    }

    /** Shows no reason. */
    @Override
    public String toString() {
        return "Acting[" + key + "]";
    }
}
