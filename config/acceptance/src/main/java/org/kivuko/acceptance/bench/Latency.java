package org.kivuko.acceptance.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long the hub takes at a steady rate, against one durable send and receive, in turn. */
final class Latency {
    private static final String SECTION = "latency at a steady rate";
    private static final double TYPICAL = 50;
    private static final double HIGH = 99;
    /** Of one processor: no longer much. */
    private static final double COMPILED = 0.05;

    private static final Goal AGAINST_SEND_AND_RECEIVE = Goal.atMost(4);

    private final Plan plan;
    private final Progress progress;

    Latency(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    List<Figure> measure(BenchHub hub) throws InterruptedException {
        OpenLoop through = OpenLoop.ofHub(hub);
        OpenLoop plain = OpenLoop.ofQueues(hub);
        var hubs = new ArrayList<OpenLoop.Latencies>();
        var plains = new ArrayList<OpenLoop.Latencies>();
        var compiling = new ArrayList<Double>();
        warmUp(through, plain);
        for (int round = 0; plan.goesOn(round, plan.rounds(), progress.since()); round++) {
            progress.round("latency at " + plan.rate() + " msg/s", round, plan.rounds());
            long before = compiledMillis();
            hubs.add(through.run(plan.rate(), plan.latency()));
            compiling.add(compiledSince(before));
            plains.add(plain.run(plan.rate(), plan.latency()));
        }
        List<Histogram> accepted =
                hubs.stream().map(OpenLoop.Latencies::accepted).toList();
        List<Histogram> whole = hubs.stream().map(OpenLoop.Latencies::appointed).toList();
        List<Histogram> base =
                plains.stream().map(OpenLoop.Latencies::appointed).toList();
        return List.of(
                millis("one durable send and receive, p50", base, TYPICAL),
                millis("one durable send and receive, p99", base, HIGH),
                millis("hub, accepted to in the inbox, p50", accepted, TYPICAL),
                millis("hub, accepted to in the inbox, p99", accepted, HIGH),
                millis("hub, with the send, p99", whole, HIGH),
                Figure.known(SECTION, "of the time, spent compiling the hub", "", new Spread(compiling), 2),
                Figure.known(SECTION, "the same p50 against send and receive", "", ratio(accepted, base, TYPICAL), 2),
                Figure.aimed(
                        SECTION,
                        "p99, accepted to in the inbox, against send and receive",
                        ratio(accepted, base, HIGH),
                        AGAINST_SEND_AND_RECEIVE));
    }

    /**
     * At so few messages a second it takes minutes until the machine's own compiler is through with the hub's code; before that
     * it takes half a processor for itself, and the code is slow. What a hub does in its first minutes is not what is measured.
     */
    private void warmUp(OpenLoop through, OpenLoop plain) throws InterruptedException {
        double compiling = 1;
        for (int i = 0; i < plan.latencyWarmUps() && compiling > COMPILED; i++) {
            progress.round("latency at " + plan.rate() + " msg/s", -1, plan.rounds());
            long before = compiledMillis();
            through.run(plan.rate(), plan.latency());
            compiling = compiledSince(before);
            plain.run(plan.rate(), plan.latency());
        }
    }

    private static long compiledMillis() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    /** Of the time of a run on one processor. */
    private double compiledSince(long before) {
        return (compiledMillis() - before) / (double) plan.latency().toMillis();
    }

    private static Figure millis(String name, List<Histogram> rounds, double percentile) {
        return Figure.known(SECTION, name, "ms", new Spread(of(rounds, percentile)), 2);
    }

    private static Spread ratio(List<Histogram> ones, List<Histogram> others, double percentile) {
        return Spread.ratio(of(ones, percentile), of(others, percentile));
    }

    private static List<Double> of(List<Histogram> rounds, double percentile) {
        return rounds.stream()
                .map(each -> OpenLoop.Latencies.millis(each, percentile))
                .toList();
    }
}
