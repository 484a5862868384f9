package org.kivuko.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the agenda again and again and sends what is due to the outbox that it goes through. What the look itself loses is
 * still due at the next one; what it sends twice is carried out once. Owns no time: the clock is handed in. Thread-safe.
 */
public final class ErrandRunner implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ErrandRunner.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    /** An errand that was not carried out for this long is sent again: its outbox may have been paused. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST = 500;

    private final Agenda agenda;
    private final ErrandSender sender;
    private final InstantSource clock;
    private final Thread thread = new Thread(this, "errands");
    private final CountDownLatch closing = new CountDownLatch(1);

    public ErrandRunner(Agenda agenda, ErrandSender sender, InstantSource clock) {
        this.agenda = agenda;
        this.sender = sender;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Begins to look. */
    public ErrandRunner start() {
        thread.start();
        return this;
    }

    /**
     * Looks once and sends what is due.
     *
     * @return how many errands were sent
     */
    public int look() {
        List<Agenda.Due> due = agenda.due(clock.instant(), PATIENCE, MOST);
        for (Agenda.Due each : due) {
            Errand errand = each.errand();
            if (errand.kind() == Errand.Kind.LATE) {
                LOG.warn("the acknowledgement of delivery {} is late", errand.delivery());
            } else {
                LOG.info(
                        "delivery {}: {} by {}",
                        errand.delivery(),
                        errand.kind().code(),
                        errand.by());
            }
            sender.send(each.outbox(), errand.write());
        }
        return due.size();
    }

    @Override
    public void run() {
        do {
            try {
                look();
            } catch (LedgerUnavailable | BrokerUnavailable away) {
                LOG.debug("the agenda waits: {}", away.getMessage());
            } catch (RuntimeException e) {
                // Whatever it is, the clocks have to go on; what is due is still due.
                LOG.error("the agenda could not be looked at: {}", e.getClass().getName());
            }
        } while (!closed());
    }

    /** Rests until the next look; whether there is to be none. */
    private boolean closed() {
        try {
            return closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
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
