package org.kivuko.exchange;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.limit.StandsStill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at the ledger or the broker that is taken again and again on a thread of its own, twice a second where nothing else is
 * said, whatever became of the last one. Thread-safe.
 */
public final class Repeated implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final Runnable look;
    private final Duration pause;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    private boolean looked;

    /** One that is taken twice a second; {@code name} stands in the log. */
    public Repeated(String name, Runnable look) {
        this(name, look, PAUSE);
    }

    /** @param pause from the end of one look to the begin of the next */
    public Repeated(String name, Runnable look, Duration pause) {
        this.name = name;
        this.look = look;
        this.pause = pause;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Looks from now on. To be called once. */
    public void start() {
        thread.start();
    }

    /** The same; the first look has been taken when this returns. */
    public void startLooked() {
        lookOnce();
        looked = true;
        thread.start();
    }

    private void run() {
        if (!looked) {
            lookOnce();
        }
        while (!closed()) {
            lookOnce();
        }
    }

    private void lookOnce() {
        try {
            look.run();
        } catch (LedgerUnavailable | BrokerUnavailable | StandsStill away) {
            LOG.debug("{}: waits: {}", name, away.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is, the looks have to go on; what was not done is found by the next one.
            LOG.error("{}: failed: {}", name, e.getClass().getName());
        }
    }

    /** Rests until the next look; whether there is to be none. */
    private boolean closed() {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
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
