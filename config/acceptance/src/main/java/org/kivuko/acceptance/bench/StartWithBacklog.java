package org.kivuko.acceptance.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long a hub takes from its start until every door is open, with a backlog that waits for one recipient that fetches at the
 * broker; and until that recipient, too, is handed something.
 */
final class StartWithBacklog {
    private static final String SECTION = "start with a backlog";
    private static final Goal QUICK = Goal.atMost(15);
    /** The first one fetches at the broker, where hand-overs may have been lost that nobody noted. */
    static final int RECIPIENT = 0;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 20;

    private final Plan plan;
    private final Progress progress;

    StartWithBacklog(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * One start.
     *
     * @param clock until it was ready
     * @param open until the inbox was handed over from
     * @param processor time that this process used until it was ready; that of the database's is not in it
     * @param rowsRead by the database of the tables that grow with what waits, from the start of the hub until the inbox was open
     * @param waiting messages in the inbox then
     */
    record Start(Duration clock, Duration open, Duration processor, long rowsRead, long waiting) {}

    /** Fills a hub in this folder and stops it; gives the rows that its database had read by then. */
    static long fill(Path folder, BenchStates states, int waiting) throws Exception {
        String inbox = BenchStates.inbox(RECIPIENT);
        try (BenchHub hub = BenchHub.start(folder, states)) {
            Track track = Track.ofHub(hub, "template", List.of(inbox));
            track.fill(1, i -> List.of(RECIPIENT));
            track.open();
            track.await(1);
            new Backlog(hub, inbox).add(waiting - 1);
            return rowsRead(hub);
        }
    }

    /**
     * Starts the hub that was filled.
     *
     * @param readBefore what {@link #fill} gave
     */
    static Start again(Path folder, BenchStates states, long readBefore) throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        long begun = System.nanoTime();
        try (BenchHub hub = BenchHub.start(folder, states)) {
            Duration processor = Duration.ofNanos(system.getProcessCpuTime() - before);
            hub.awaitOpen(BenchStates.inbox(RECIPIENT), PATIENCE);
            Duration open = Duration.ofNanos(System.nanoTime() - begun);
            long waiting = hub.queue(BenchStates.inbox(RECIPIENT)).getMessageCount();
            return new Start(hub.startTime(), open, processor, rowsRead(hub) - readBefore, waiting);
        }
    }

    /** In the life of the database; what sessions have read is told within a second after they rest. */
    private static long rowsRead(BenchHub hub) throws IOException, SQLException, InterruptedException {
        try (Connection connection = Backlog.ledger(hub);
                Statement statement = connection.createStatement()) {
            long before = -1;
            long read = sum(statement);
            while (read != before) {
                TimeUnit.MILLISECONDS.sleep(100 * LOOK_MILLIS);
                before = read;
                read = sum(statement);
            }
            return read;
        }
    }

    private static long sum(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))"
                + " from pg_stat_user_tables where relname in ('message', 'content', 'ruling', 'delivery_event')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    List<Figure> measure(Path folder) throws Exception {
        progress.say("a hub is filled with " + plan.waiting() + " deliveries and started again");
        var states = new BenchStates(2);
        long read = fill(folder.resolve("backlog"), states, plan.waiting());
        Start start = again(folder.resolve("backlog"), states, read);
        String what = "start to ready, without the start of the JVM, %,d waiting".formatted(plan.waiting());
        return List.of(
                new Figure(SECTION, what, "s", seconds(start.clock()), 1, Optional.of(QUICK)),
                Figure.known(SECTION, "until its inbox is open", "s", seconds(start.open()), 1),
                Figure.known(
                        SECTION,
                        "processor time until ready, without the database's",
                        "s",
                        seconds(start.processor()),
                        1),
                Figure.known(SECTION, "rows of the ledger read", "", Spread.of((double) start.rowsRead()), 0));
    }

    private static Spread seconds(Duration duration) {
        return Spread.of(duration.toMillis() / 1e3);
    }
}
