package org.kivuko.operations.watch;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was measured at one look: for each kind that could be asked, the value of every target. Of a kind that could not be
 * asked nothing is known, which is not the same as a target that is not there any more. Immutable.
 */
public final class Readings {
    private final Map<AlertKind, Map<String, Long>> values;

    private Readings(Map<AlertKind, Map<String, Long>> values) {
        this.values = values;
    }

    /** @param values without the kinds that could not be asked */
    public static Readings of(Map<AlertKind, Map<String, Long>> values) {
        var copy = new EnumMap<AlertKind, Map<String, Long>>(AlertKind.class);
        values.forEach((kind, targets) -> copy.put(kind, Map.copyOf(targets)));
        return new Readings(copy);
    }

    /** The targets of a kind with their values; empty where it could not be asked. */
    Optional<Map<String, Long>> of(AlertKind kind) {
        return Optional.ofNullable(values.get(kind));
    }

    /** The value of a target; empty where it is not there. */
    OptionalLong of(AlertKind kind, String target) {
        Long value = values.getOrDefault(kind, Map.of()).get(target);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
