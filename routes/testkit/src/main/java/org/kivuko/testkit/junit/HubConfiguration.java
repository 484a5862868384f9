package org.kivuko.testkit.junit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a hub of a test is configured by. Test classes with the same {@link #contents} share a hub. Immutable.
 *
 * @param states texts by the names of their files; empty for the states that come with the hub
 * @param agreements likewise, with what lies beside them ({@code examples/…}); empty for the agreements that come with the hub, or for
 *     none where the states are the test's own
 * @param settings the text of {@code hub.yaml}; empty for what holds without one
 * @param origins where a file came from, by its path in the configuration's folder, for whoever has to mend it
 */
public record HubConfiguration(
        Optional<Map<String, String>> states,
        Optional<Map<String, String>> agreements,
        Optional<String> settings,
        Map<String, String> origins) {
    public HubConfiguration {
        states = states.map(TreeMap::new);
        agreements = agreements.map(TreeMap::new);
        origins = Map.copyOf(origins);
    }

    /** What comes with the hub. */
    public static HubConfiguration shipped() {
        return new HubConfiguration(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** The same, wherever it came from. */
    HubConfiguration contents() {
        return new HubConfiguration(states, agreements, settings, Map.of());
    }

    /** Shows no text. */
    @Override
    public String toString() {
        return "HubConfiguration" + origins.keySet();
    }
}
