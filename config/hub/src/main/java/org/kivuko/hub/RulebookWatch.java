package org.kivuko.hub;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.ChangingRulebook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees that an instant passes at which an agreement begins or ends, and has those told who act upon it. */
final class RulebookWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RulebookWatch.class);
    private static final long EVERY_MILLIS = 100;

    private final ChangingRulebook rulebook;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Watches until it is closed. */
    RulebookWatch(ChangingRulebook rulebook, InstantSource clock) {
        this.rulebook = rulebook;
        this.clock = clock;
        var thread = new Thread(this::run, "rulebook-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stopped.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            rulebook.look(clock.instant());
        } catch (RuntimeException e) {
            // Judging asks the dates itself; what could not be done about what waits, its own keeper has to report.
            LOG.warn(
                    "not everybody could follow an end or a beginning: {}",
                    e.getClass().getName());
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
