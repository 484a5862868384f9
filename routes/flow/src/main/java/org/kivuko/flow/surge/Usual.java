package org.kivuko.flow.surge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is usual, learnt from one count after the other; each is judged by what came before it. Counts are compared by their
 * logarithm: a post of ten and a post of a million are judged alike. Only medians are used, so that gaps, single wrong figures
 * and what was unusual before change little. Not thread-safe.
 */
final class Usual {
    /** What makes the median distance from the median the standard deviation, where errors are normal. */
    private static final double NORMAL = 1.4826;

    /** Nothing is so regular that less than 2 % would be unusual. */
    private static final double LEAST_ERROR = 0.02;

    private static final int FEWEST_CYCLES = 2;
    private static final int FEWEST_HOLIDAYS = 3;

    /** How many times as far as without gaps. */
    private static final int FARTHEST = 3;

    private final Season season;
    private final Map<Long, Double> seen = new HashMap<>();
    private final Map<Long, Double> levelled = new HashMap<>();
    private final Deque<Double> errors = new ArrayDeque<>();
    private final Deque<Double> holidays = new ArrayDeque<>();

    Usual(Season season) {
        this.season = season;
    }

    /**
     * What is expected.
     *
     * @param value logarithm of the count and one
     * @param error its usual error, of the logarithm
     */
    record Expected(double value, double error) {
        long people(double errors) {
            return Math.max(0, Math.round(Math.expm1(value + errors * error)));
        }

        double errorsOf(long count) {
            return (Math.log1p((double) count) - value) / error;
        }
    }

    Optional<Expected> expect(long place, boolean holiday) {
        OptionalDouble level = level(place);
        Deque<Double> known = holiday ? holidays : errors;
        int enough = holiday ? FEWEST_HOLIDAYS : season.enough();
        if (level.isEmpty() || known.size() < enough || errors.size() < season.enough()) {
            return Optional.empty();
        }
        double shift = holiday ? median(holidays) : 0;
        double value = level.getAsDouble() + factor(place) + shift;
        double spread = NORMAL
                * median(known.stream().map(error -> Math.abs(error - shift)).toList());
        double width = Math.max(LEAST_ERROR, Math.max(spread, holiday ? usualError() : 0));
        // Few people vary by chance alone: a count of n by the root of n.
        return Optional.of(new Expected(value, Math.sqrt(width * width + Math.exp(-value))));
    }

    private double usualError() {
        return NORMAL * median(errors.stream().map(Math::abs).toList());
    }

    /** Learns a count; a holiday teaches about holidays alone. */
    void learn(long place, long count, boolean holiday) {
        double value = Math.log1p((double) count);
        double factor = factor(place);
        level(place).ifPresent(level -> keep(holiday ? holidays : errors, value - level - factor));
        if (!holiday) {
            seen.put(place, value);
            levelled.put(place, value - factor);
        }
    }

    private void keep(Deque<Double> kept, double error) {
        kept.addLast(error);
        if (kept.size() > season.errors()) {
            kept.removeFirst();
        }
    }

    /** The median of the last counts without their season; a gap is looked across while it is not too long. */
    private OptionalDouble level(long place) {
        var last = new ArrayList<Double>();
        long end = place - (long) FARTHEST * season.level();
        for (long back = place - 1; back >= end && last.size() < season.level(); back--) {
            Double value = levelled.get(back);
            if (value != null) {
                last.add(value);
            }
        }
        return last.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(last));
    }

    /** How much the same place in earlier cycles lay above or below what lay around it. */
    private double factor(long place) {
        var above = new ArrayList<Double>();
        for (int back = 1; back <= season.cycles(); back++) {
            long then = place - (long) back * season.cycle();
            Double value = seen.get(then);
            List<Double> around =
                    known(seen, then - season.cycle() / 2, Math.min(then + season.cycle() / 2, place - 1));
            if (value != null && around.size() > season.cycle() / 2) {
                above.add(value - median(around));
            }
        }
        return above.size() < FEWEST_CYCLES ? 0 : median(above);
    }

    private static List<Double> known(Map<Long, Double> values, long from, long to) {
        var known = new ArrayList<Double>();
        for (long place = from; place <= to; place++) {
            Double value = values.get(place);
            if (value != null) {
                known.add(value);
            }
        }
        return known;
    }

    private static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
