package org.kivuko.hub.simulate;

import java.util.List;

/**
 * Neighbours that are simulated together.
 *
 * @param seed the same seed gives the same messages and the same behaviour
 * @param parts each agency once
 */
public record Scenario(long seed, List<Part> parts) {
    public Scenario {
        parts = List.copyOf(parts);
    }
}
