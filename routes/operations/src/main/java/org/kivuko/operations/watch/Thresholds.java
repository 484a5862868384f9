package org.kivuko.operations.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * At which values alerts start: one for a kind, and others for single targets of it. Immutable.
 */
public final class Thresholds {
    private final Map<Key, OptionalLong> values;

    private Thresholds(Map<Key, OptionalLong> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * What one threshold is about.
     *
     * @param target a queue, an agency, an agreement ...; empty for every one that has none of its own
     */
    public record Key(AlertKind kind, Optional<String> target) {}

    /**
     * A threshold that somebody set.
     *
     * @param value empty where it is not watched
     */
    public record Threshold(Key key, OptionalLong value) {}

    /** What is usual, with what was set in its place; what stands later goes before what stands earlier. */
    public static Thresholds of(Collection<Threshold> set) {
        var values = new HashMap<Key, OptionalLong>();
        for (AlertKind kind : AlertKind.values()) {
            values.put(new Key(kind, Optional.empty()), OptionalLong.of(kind.usual()));
        }
        set.forEach(each -> values.put(each.key(), each.value()));
        return new Thresholds(values);
    }

    /** The threshold for a target; empty where it is not watched. */
    public OptionalLong of(AlertKind kind, String target) {
        var own = values.get(new Key(kind, Optional.of(target)));
        return own != null ? own : values.get(new Key(kind, Optional.empty()));
    }

    /** Everything that holds. */
    public Map<Key, OptionalLong> all() {
        return values;
    }
}
