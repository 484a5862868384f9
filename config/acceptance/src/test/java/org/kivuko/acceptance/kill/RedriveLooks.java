package org.kivuko.acceptance.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at a job again and again while it runs, whatever is done to it and its hub: at each look its sums are right, it has not
 * gone back, and it has not been faster than it may. A thread of its own until closed.
 */
final class RedriveLooks implements AutoCloseable {
    private static final long PAUSE_MILLIS = 40;

    private final RedriveDesk desk;
    private final String job;
    private final int count;
    private final int perSecond;
    private final long begun;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch stop = new CountDownLatch(1);
    private int done;

    /** @param begun before the job was started, by {@link System#nanoTime} */
    RedriveLooks(RedriveDesk desk, String job, int count, int perSecond, long begun) {
        this.desk = desk;
        this.job = job;
        this.count = count;
        this.perSecond = perSecond;
        this.begun = begun;
        var thread = new Thread(this::follow, "looks");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            do {
                look();
            } while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            faults.add("the looks ended: " + e);
        }
    }

    private void look() {
        try {
            JsonNode row = desk.job(job);
            check(row, System.nanoTime() - begun);
            looks.incrementAndGet();
        } catch (IOException away) {
            // There is no hub at the moment.
        }
    }

    private void check(JsonNode row, long nanos) {
        int before = done;
        done = row.path("done").asInt(-1);
        int failed = row.path("failed").asInt(-1);
        boolean ended = row.path("state").asText().equals("done");
        require(row.path("count").asInt() == count, "its count has changed", row);
        require(failed == 0, "copies failed", row);
        require(done >= before, "it went back from " + before, row);
        require(ended ? done + failed == count : done + failed <= count, "its sums are wrong", row);
        double most = perSecond * (nanos / 1e9);
        require(done <= most, "after " + Duration.ofNanos(nanos) + " it may have moved " + (long) most, row);
    }

    private void require(boolean holds, String fault, JsonNode row) {
        if (!holds) {
            faults.add(fault + ": state " + row.path("state").asText() + ", count " + row.path("count") + ", done "
                    + row.path("done") + ", failed " + row.path("failed"));
        }
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** How often it was seen. */
    int looks() {
        return looks.get();
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
