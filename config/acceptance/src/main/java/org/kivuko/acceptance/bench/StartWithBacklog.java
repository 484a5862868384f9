package org.kivuko.acceptance.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a hub takes from its start until every door is open, with a backlog that waits for one recipient. */
final class StartWithBacklog {
    private static final String SECTION = "start";
    private static final Goal QUICK = Goal.atMost(15);
    private static final int RECIPIENT = 0;

    private final Plan plan;
    private final Progress progress;

    StartWithBacklog(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * One start.
     *
     * @param processor time that this process used meanwhile; that of the database's is not in it
     * @param waiting messages in the inbox once it was ready
     */
    record Start(Duration clock, Duration processor, long waiting) {}

    /** Fills a hub in this folder, stops it and starts it again. */
    static Start of(Path folder, int waiting) throws Exception {
        var states = new BenchStates(2);
        String inbox = BenchStates.inbox(RECIPIENT);
        try (BenchHub hub = BenchHub.start(folder, states)) {
            Track track = Track.ofHub(hub, "template", List.of(inbox));
            track.fill(1, i -> List.of(RECIPIENT));
            track.open();
            track.await(1);
            new Backlog(hub, inbox).add(waiting);
        }
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        try (BenchHub hub = BenchHub.start(folder, states)) {
            Duration processor = Duration.ofNanos(system.getProcessCpuTime() - before);
            return new Start(hub.startTime(), processor, hub.queue(inbox).getMessageCount());
        }
    }

    List<Figure> measure(Path folder) throws Exception {
        progress.say("a hub is filled with " + plan.waiting() + " deliveries and started again");
        Start start = of(folder.resolve("backlog"), plan.waiting());
        String what = "start to ready, without the start of the JVM, %,d waiting".formatted(plan.waiting());
        return List.of(
                new Figure(SECTION, what, "s", Spread.of(start.clock().toMillis() / 1e3), 1, Optional.of(QUICK)),
                Figure.known(
                        SECTION,
                        "processor time of it, without the database's",
                        "s",
                        Spread.of(start.processor().toMillis() / 1e3),
                        1));
    }
}
