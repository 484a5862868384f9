package org.kivuko.operations.safety;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was found, by the names of settings: one value, or one for each place. Immutable.
 *
 * @param values never holds a secret
 */
public record SafetyFacts(Map<String, List<Found>> values) {
    public SafetyFacts {
        var copy = new LinkedHashMap<String, List<Found>>();
        values.forEach((setting, found) -> copy.put(setting, List.copyOf(found)));
        values = Map.copyOf(copy);
    }

    /**
     * A value and its place.
     *
     * @param place empty where there is one place alone
     */
    public record Found(String value, String place) {}

    /** What was found for a setting; empty where nobody looked. */
    List<Found> of(String setting) {
        return values.getOrDefault(setting, List.of());
    }

    /** The same with this value alone for one setting. */
    public SafetyFacts with(String setting, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(setting, List.of(new Found(value, "")));
        return new SafetyFacts(changed);
    }

    /** The same as if nobody had looked at one setting. */
    public SafetyFacts without(String setting) {
        var changed = new LinkedHashMap<>(values);
        changed.remove(setting);
        return new SafetyFacts(changed);
    }

    /** Both together. */
    public SafetyFacts and(SafetyFacts others) {
        var all = new Collector();
        values.forEach((setting, found) -> found.forEach(it -> all.add(setting, it.value(), it.place())));
        others.values.forEach((setting, found) -> found.forEach(it -> all.add(setting, it.value(), it.place())));
        return all.facts();
    }

    /** Takes facts one by one. Not thread-safe. */
    public static final class Collector {
        private final Map<String, List<Found>> values = new LinkedHashMap<>();

        /** The value of a setting that has one place. */
        public Collector add(String setting, Object value) {
            return add(setting, value, "");
        }

        /** The value of a setting at one of its places. */
        public Collector add(String setting, Object value, String place) {
            values.computeIfAbsent(setting, name -> new ArrayList<>())
                    .add(new Found(Objects.toString(value, "nothing"), place));
            return this;
        }

        /** All that was added. */
        public SafetyFacts facts() {
            return new SafetyFacts(values);
        }
    }
}
