package org.kivuko.hub;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.limit.StandsStill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again, on a thread of its own, until it is closed; whatever one look meets, the next one is made. */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Watches from now on.
     *
     * @param failed what it means when a look fails, for the log
     */
    Watch(String name, long everyMillis, Runnable look, String failed) {
        var thread = new Thread(() -> run(everyMillis, look, failed), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(long everyMillis, Runnable look, String failed) {
        try {
            while (!stopped.await(everyMillis, TimeUnit.MILLISECONDS)) {
                look(look, failed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(Runnable look, String failed) {
        try {
            look.run();
        } catch (StandsStill quiet) {
            LOG.debug("{}: {}", failed, quiet.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("{}: {}", failed, e.getClass().getName());
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
