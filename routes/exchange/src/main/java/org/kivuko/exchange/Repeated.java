package org.kivuko.exchange;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.limit.StandsStill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A look at the ledger that is taken twice a second on a thread of its own, whatever became of the last one. Thread-safe. */
final class Repeated implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final Runnable look;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    Repeated(String name, Runnable look) {
        this.name = name;
        this.look = look;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        do {
            try {
                look.run();
            } catch (LedgerUnavailable | BrokerUnavailable | StandsStill away) {
                LOG.debug("{}: waits: {}", name, away.getMessage());
            } catch (RuntimeException e) {
                // Whatever it is, the looks have to go on; what was not done is found by the next one.
                LOG.error("{}: failed: {}", name, e.getClass().getName());
            }
        } while (!closed());
    }

    /** Rests until the next look; whether there is to be none. */
    private boolean closed() {
        try {
            return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends after the look in hand. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
