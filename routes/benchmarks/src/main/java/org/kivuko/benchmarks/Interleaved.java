package org.kivuko.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Measures several things in turn, round after round, so that what disturbs the machine disturbs all of them: what counts is
 * the ratio within a round. Not thread-safe.
 */
public final class Interleaved {
    private static final int STEP = 64;

    private final Map<String, LongUnaryOperator> subjects = new LinkedHashMap<>();
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    /**
     * Adds something to be measured.
     *
     * @param work does the work of one operation for each number it is given, and answers something that depends on it, so
     *     that the compiler cannot leave the work out
     */
    public Interleaved add(String name, LongUnaryOperator work) {
        subjects.put(name, work);
        rates.put(name, new ArrayList<>());
        return this;
    }

    /** Runs the rounds after some that do not count. */
    public Interleaved run(int warmUps, int rounds, Duration each) {
        for (int round = -warmUps; round < rounds; round++) {
            for (var subject : subjects.entrySet()) {
                double rate = rate(subject.getValue(), each);
                if (round >= 0) {
                    rates.get(subject.getKey()).add(rate);
                }
            }
        }
        return this;
    }

    private static double rate(LongUnaryOperator work, Duration each) {
        long begin = System.nanoTime();
        long end = begin + each.toNanos();
        long operations = 0;
        long sink = 0;
        long now;
        do {
            for (int i = 0; i < STEP; i++) {
                sink += work.applyAsLong(operations++);
            }
            now = System.nanoTime();
        } while (now < end);
        Sink.take(sink);
        return operations * 1e9 / (now - begin);
    }

    /** Operations per second of one subject. */
    public Spread perSecond(String name) {
        return Spread.of(rates.get(name));
    }

    /** How many times as fast one is as the other, round by round. */
    public Spread ratio(String name, String other) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < rates.get(name).size(); i++) {
            ratios.add(rates.get(name).get(i) / rates.get(other).get(i));
        }
        return Spread.of(ratios);
    }

    /** Median, lowest and highest of several rounds. */
    public record Spread(double median, double lowest, double highest) {
        static Spread of(List<Double> values) {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return new Spread(median(sorted), sorted[0], sorted[sorted.length - 1]);
        }

        private static double median(double[] sorted) {
            return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                    .average()
                    .orElseThrow();
        }
    }

    /** What was computed has to go somewhere. */
    private static final class Sink {
        @SuppressWarnings("unused")
        private static volatile long last;

        static void take(long value) {
            last = value;
        }
    }
}
