package org.kivuko.hub.simulate;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How long something took.
 *
 * @param count of how many times
 * @param half so long or less in half of them
 * @param most so long or less in 99 of 100 of them
 */
record Spread(int count, Duration half, Duration most) {
    static Spread of(Collection<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? new Spread(0, Duration.ZERO, Duration.ZERO)
                : new Spread(sorted.size(), sorted.get(at(sorted, 50)), sorted.get(at(sorted, 99)));
    }

    /** The first place up to which so many of a hundred lie. */
    private static int at(List<Duration> sorted, int percent) {
        return Math.max(0, (sorted.size() * percent + 99) / 100 - 1);
    }
}
