package org.kivuko.acceptance.kill;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program of an agency: does its step again and again, whatever the hub does to it, until there is nothing left to do or it
 * is told to stop.
 */
abstract class Party implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Party.class);
    private static final long PAUSE_MILLIS = 500;
    private static final int FAILURES_KEPT = 20;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile Throwable failure;

    Party(String name) {
        this.thread = new Thread(this, name);
    }

    /** One step; false where there is no more to do. What it throws is the hub's doing, and the step is taken again. */
    abstract boolean step() throws Exception;

    /** Frees what it holds. */
    void end() throws Exception {}

    final void start() {
        thread.start();
    }

    @Override
    public final void run() {
        boolean more = true;
        try {
            while (more && stop.getCount() > 0) {
                more = stepOrPause();
            }
            end();
        } catch (Throwable e) {
            failure = e;
            LOG.error("{} ended", thread.getName(), e);
        }
    }

    private boolean stepOrPause() throws InterruptedException {
        try {
            return step();
        } catch (Exception e) {
            LOG.debug("{} tries again", thread.getName(), e);
            failures.add(Instant.now() + " " + e);
            if (failures.size() > FAILURES_KEPT) {
                failures.remove();
            }
            return !stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** What its last steps have thrown, and when. */
    final List<String> failures() {
        return List.copyOf(failures);
    }

    final boolean working() {
        return thread.isAlive();
    }

    /** Ends it after the step in hand. */
    final void stop() {
        stop.countDown();
    }

    /** Waits for its end. */
    final void join(long millis) throws InterruptedException {
        thread.join(millis);
        if (failure != null) {
            throw new IllegalStateException(thread.getName() + " failed", failure);
        }
        if (thread.isAlive()) {
            thread.interrupt();
            throw new IllegalStateException(thread.getName() + " does not end");
        }
    }
}
