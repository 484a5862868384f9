package org.kivuko.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A closed line of points on the plane of latitude and longitude. Looks for sides that cross in an inner point; sides that
 * only touch are common in what producers send and are let pass. Bounded work: a line so intricate that the comparison of
 * its sides grows out of proportion is refused. Not thread-safe.
 */
final class Ring {
    /** Sides a side may meet on average in its band of latitude; the widest real alerts stay far below. */
    private static final int COMPARISONS_PER_SIDE = 200;

    private static final long COMPARISONS_ALWAYS_ALLOWED = 200_000;

    /** Square degrees below which three points count as standing on one line. */
    private static final double FLAT = 1e-13;

    private final double[] y;
    private final double[] x;

    Ring(double[] latitudes, double[] longitudes) {
        y = latitudes;
        x = longitudes;
    }

    /** Why the ring is not simple. */
    Optional<String> fault() {
        int sides = y.length - 1;
        int[] fromSouth = IntStream.range(0, sides)
                .boxed()
                .sorted(Comparator.comparingDouble(this::south))
                .mapToInt(Integer::intValue)
                .toArray();
        long budget = COMPARISONS_ALWAYS_ALLOWED + (long) COMPARISONS_PER_SIDE * sides;
        for (int i = 0; i < sides; i++) {
            double north = Math.max(y[fromSouth[i]], y[fromSouth[i] + 1]);
            for (int j = i + 1; j < sides && south(fromSouth[j]) <= north; j++) {
                if (budget-- == 0) {
                    return Optional.of("the line is too intricate to be checked");
                }
                if (cross(fromSouth[i], fromSouth[j])) {
                    return Optional.of("the line crosses itself");
                }
            }
        }
        return Optional.empty();
    }

    private double south(int side) {
        return Math.min(y[side], y[side + 1]);
    }

    private boolean cross(int a, int b) {
        boolean apart = Math.max(x[a], x[a + 1]) < Math.min(x[b], x[b + 1])
                || Math.max(x[b], x[b + 1]) < Math.min(x[a], x[a + 1]);
        return !apart && turn(a, b) * turn(a, b + 1) < 0 && turn(b, a) * turn(b, a + 1) < 0;
    }

    /** On which side of the side's line the point lies: -1, 0 (on it) or 1. */
    private int turn(int side, int point) {
        double area = (x[side + 1] - x[side]) * (y[point] - y[side]) - (y[side + 1] - y[side]) * (x[point] - x[side]);
        return Math.abs(area) < FLAT ? 0 : (int) Math.signum(area);
    }
}
