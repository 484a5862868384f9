package org.kivuko.agreement.cells;

import java.util.HashMap;
import java.util.Map;

/**
 * How few people a count may tell of: above 0 and below its limit it is hidden. Immutable, thread-safe.
 *
 * @param min the limit of every count, at least 1; 1 hides nothing
 * @param minBy the limit of cells that are broken down by a dimension, by the dimension's member ({@code nationality});
 *     the greatest that fits a cell holds
 * @param secondary whether further cells are hidden, so that no hidden one can be worked out. Without it nothing is
 *     guaranteed
 */
public record Limits(int min, Map<String, Integer> minBy, boolean secondary) {
    /** What holds where no agreement says more. */
    public static final Limits STANDARD = new Limits(5, Map.of("nationality", 10), true);

    /** The limit of cells that count people under protection, whatever an agreement says. */
    private static final int UNDER_PROTECTION = 10;

    private static final String PROTECTION = "PROTECTION";

    public Limits {
        if (min < 1 || minBy.values().stream().anyMatch(limit -> limit < 1)) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
        minBy = Map.copyOf(minBy);
    }

    /** What satisfies both. */
    public Limits and(Limits other) {
        var both = new HashMap<>(minBy);
        other.minBy.forEach((dimension, limit) -> both.merge(dimension, limit, Math::max));
        return new Limits(Math.max(min, other.min), both, secondary || other.secondary);
    }

    int of(Key key) {
        int limit = min;
        for (int i = 0; i < Key.DIMENSIONS.size(); i++) {
            if (!key.isTotal(i)) {
                limit = Math.max(limit, minBy.getOrDefault(Key.DIMENSIONS.get(i), min));
            }
        }
        return key.counts(PROTECTION) ? Math.max(limit, UNDER_PROTECTION) : limit;
    }
}
