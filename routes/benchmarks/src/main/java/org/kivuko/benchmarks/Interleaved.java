package org.kivuko.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongUnaryOperator;

/**
 * Measures several things in turn, round after round, so that what disturbs the machine disturbs all of them: what counts is
 * the ratio within a round. Time is that which the measuring thread spent on a processor, so that other programs cost no
 * subject more than what they take from the caches. Not thread-safe.
 */
public final class Interleaved {
    /** Reading the clock costs about as much as a fast operation; so long a batch makes it negligible. */
    private static final long BATCH_NANOS = 1_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, LongUnaryOperator> subjects = new LinkedHashMap<>();
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Map<String, Double> bytes = new LinkedHashMap<>();

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

    /**
     * Runs the rounds after some that do not count.
     *
     * @param each how long each subject is measured in each round; one operation, where that takes longer
     * @param begun told the number of each round when it begins, negative for those that do not count
     */
    public Interleaved run(int warmUps, int rounds, Duration each, IntConsumer begun) {
        for (int round = -warmUps; round < rounds; round++) {
            begun.accept(round);
            for (String name : subjects.keySet()) {
                double rate = rate(name, each);
                if (round >= 0) {
                    rates.get(name).add(rate);
                }
            }
        }
        return this;
    }

    /** Time of this thread on a processor, in nanoseconds. */
    public static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private double rate(String name, Duration each) {
        var work = subjects.get(name);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long begin = nanos();
        long operations = 0;
        long batch = 1;
        long sink = 0;
        long now = begin;
        while (now - begin < each.toNanos()) {
            for (long i = 0; i < batch; i++) {
                sink += work.applyAsLong(operations++);
            }
            long before = now;
            now = nanos();
            batch = now - before < BATCH_NANOS ? batch * 2 : batch;
        }
        Sink.take(sink);
        bytes.put(name, (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / operations);
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

    /** Bytes of the Java heap that an operation of a subject took in the last round. */
    public double bytes(String name) {
        return bytes.get(name);
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
