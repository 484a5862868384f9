package org.kivuko.acceptance.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What others notice of a recipient that fetches nothing: the same load on a hub with its backlog and on one without, in turn. */
final class DeadRecipient {
    private static final String SECTION = "a dead recipient";
    /** Who fetches nothing; the last one, whose inbox is at the HTTP door. */
    private static final int DEAD = Fanout.MOST - 1;

    private static final double HIGH = 99;
    private static final int PORTION = 20_000;
    private static final int MIB = 1 << 20;
    private static final Goal UNNOTICED = Goal.reaches(1.1);
    private static final Goal SMALL_HEAP = Goal.atMost(512);

    private final Plan plan;
    private final Progress progress;

    DeadRecipient(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    List<Figure> measure(BenchHub without, Path folder) throws Exception {
        progress.say("a second hub starts");
        try (BenchHub with = BenchHub.start(folder.resolve("dead"), new BenchStates(Fanout.MOST))) {
            pile(with);
            OpenLoop others = OpenLoop.ofHub(with);
            OpenLoop alone = OpenLoop.ofHub(without);
            var burdened = new ArrayList<Double>();
            var free = new ArrayList<Double>();
            for (int pair = -1; plan.goesOn(pair, plan.pairs(), progress.since()); pair++) {
                progress.round("a dead recipient has " + plan.waiting() + " waiting", pair, plan.pairs());
                // The first of a pair is now this one, now that one.
                boolean first = pair % 2 == 0;
                double one = p99(first ? others : alone);
                double other = p99(first ? alone : others);
                if (pair >= 0) {
                    burdened.add(first ? one : other);
                    free.add(first ? other : one);
                }
            }
            double heap = liveHeap();
            Spread ratio = Spread.ratio(burdened, free);
            return List.of(
                    Figure.known(SECTION, "p99 of others, nobody dead", "ms", new Spread(free), 2),
                    Figure.known(
                            SECTION, "p99 of others, " + plan.waiting() + " waiting", "ms", new Spread(burdened), 2),
                    Figure.known(SECTION, "lower end of the 95 % interval", "", Spread.of(ratio.lowerEndOfMedian()), 2),
                    Figure.known(SECTION, "upper end of the 95 % interval", "", Spread.of(ratio.upperEndOfMedian()), 2),
                    Figure.aimed(
                            SECTION,
                            "p99 of others, with " + plan.waiting() + " waiting for a dead one against none",
                            ratio,
                            UNNOTICED),
                    new Figure(
                            SECTION,
                            "live heap of this process: two hubs and the load",
                            "MB",
                            Spread.of(heap),
                            0,
                            java.util.Optional.of(SMALL_HEAP)));
        }
    }

    private double p99(OpenLoop loop) throws InterruptedException {
        return OpenLoop.Latencies.millis(loop.run(plan.rate(), plan.pair()).accepted(), HIGH);
    }

    /** Through the hub, like everything else. */
    private void pile(BenchHub hub) throws Exception {
        Track track = Track.ofHub(hub, "backlog", List.of(BenchStates.inbox(DEAD)));
        long wanted = track.arrived() + plan.waiting();
        int left = plan.waiting();
        while (left > 0) {
            int portion = Math.min(PORTION, left);
            long before = track.arrived();
            track.fill(portion, i -> List.of(DEAD));
            track.open();
            track.await(before + portion);
            left -= portion;
            progress.say("%,d of %,d wait for the dead recipient".formatted(plan.waiting() - left, plan.waiting()));
        }
        track.await(wanted);
    }

    private static double liveHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return (double) memory.getHeapMemoryUsage().getUsed() / MIB;
    }
}
