package org.kivuko.acceptance.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long the hub takes at a steady rate, against one durable send and receive, in turn. */
final class Latency {
    private static final String SECTION = "latency at a steady rate";
    private static final double TYPICAL = 50;
    private static final double HIGH = 99;
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
        for (int round = -1; plan.goesOn(round, plan.rounds(), progress.since()); round++) {
            progress.round("latency at " + plan.rate() + " msg/s", round, plan.rounds());
            OpenLoop.Latencies ofHub = through.run(plan.rate(), plan.latency());
            OpenLoop.Latencies ofPlain = plain.run(plan.rate(), plan.latency());
            if (round >= 0) {
                hubs.add(ofHub);
                plains.add(ofPlain);
            }
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
                Figure.known(SECTION, "the same p50 against send and receive", "", ratio(accepted, base, TYPICAL), 2),
                Figure.aimed(
                        SECTION,
                        "p99, accepted to in the inbox, against send and receive",
                        ratio(accepted, base, HIGH),
                        AGAINST_SEND_AND_RECEIVE));
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
