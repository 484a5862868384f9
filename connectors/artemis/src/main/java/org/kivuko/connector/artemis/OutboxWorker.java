package org.kivuko.connector.artemis;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.JudgedTooEarly;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.TermEnded;
import org.kivuko.exchange.limit.StandsStill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes one outbox, in order, many messages per commit, on a thread of its own.
 *
 * <p>The database commits first, the broker second. Whoever takes the place at the outbox reads which batch the broker
 * committed last and tells the ledger, which supersedes what it recorded beyond it. After any failure the place is given
 * back and taken anew, so that the question is asked again.
 *
 * <p>A ledger or broker that is away uses up no attempts. Another failure makes the next messages come one by one; a message
 * that fails alone twice is handed to the route as poison.
 */
final class OutboxWorker implements Runnable {
    /**
     * How a worker behaves.
     *
     * @param batchSize most messages per commit
     */
    record Tuning(int batchSize, Duration receiveWait, Duration emptyNotice) {
        static Tuning standard() {
            return new Tuning(100, Duration.ofMillis(500), Duration.ofSeconds(5));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration WAIT_FOR_PLACE = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int FAILURES_OF_POISON = 2;

    private final Outbox outbox;
    private final HubLink link;
    private final ToLongFunction<String> waiting;
    private final Predicate<String> paused;
    private final Ledger ledger;
    private final Gate gate;
    private final BatchRoutes routes;
    private final FailPoints failPoints;
    private final InstantSource clock;
    private final Semaphore begins;
    private final EmptyOutboxes empty;
    private final Tuning tuning;

    private final CountDownLatch stop = new CountDownLatch(1);
    private Gate.Passing passing;
    private Duration pause = FIRST_PAUSE;
    private int singly;
    private int failuresAlone;
    private Instant emptyNoticed = Instant.MIN;

    OutboxWorker(Outbox outbox, OutboxParts parts, BatchRoutes routes, Tuning tuning) {
        this.outbox = outbox;
        this.link = parts.link();
        this.waiting = parts.waiting();
        this.paused = parts.paused();
        this.ledger = parts.ledger();
        this.gate = parts.gate();
        this.passing = gate.begin(this::stopped);
        this.failPoints = parts.failPoints();
        this.clock = parts.clock();
        this.begins = parts.begins();
        this.empty = parts.empty();
        this.routes = routes;
        this.tuning = tuning;
    }

    /** Asks the worker to end after the batch in hand. */
    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        while (!stopped()) {
            rest(paused() ? WAIT_FOR_PLACE : term());
        }
    }

    /** Takes the place and works until something fails or the worker is stopped; answers how long to rest afterwards. */
    private Duration term() {
        try {
            Optional<OutboxSeat> seat = OutboxSeat.take(link, outbox, failPoints);
            if (seat.isEmpty()) {
                return WAIT_FOR_PLACE;
            }
            try (OutboxSeat taken = seat.get()) {
                work(taken);
            } finally {
                // Only now it is sure that nothing of the transaction arrives any more.
                passing.close();
            }
            return Duration.ZERO;
        } catch (Exception | Error e) {
            // An error, too, must not end the only consumer of an outbox.
            return failed(e);
        }
    }

    private void work(OutboxSeat seat) throws Exception {
        Optional<OutboxTerm> begun = begin(seat.marker());
        if (begun.isEmpty()) {
            return;
        }
        OutboxTerm term = begun.get();
        long number = term.lastBatch();
        while (!stopped() && !paused()) {
            List<Received> messages = seat.take(
                    singly > 0 ? 1 : tuning.batchSize(), tuning.receiveWait().toMillis());
            if (messages.isEmpty()) {
                noticeEmpty();
            } else {
                number++;
                failPoints.reached(FailPoints.Point.AFTER_READ);
                passing = gate.begin(this::stopped);
                new OutboxBatch(routes, failPoints, term, number, seat.outlet(), passing)
                        .run(messages, failuresAlone >= FAILURES_OF_POISON);
                failPoints.reached(FailPoints.Point.BETWEEN_COMMITS);
                seat.commit(number);
                passing.close();
                failPoints.reached(FailPoints.Point.AFTER_COMMIT);
                succeeded();
            }
        }
    }

    /** An operator wants it left alone; it goes on taking what is put into it. */
    private boolean paused() {
        return paused.test(outbox.queue());
    }

    /** In turn with the others; empty where the worker is stopped before its turn comes. */
    private Optional<OutboxTerm> begin(long marker) throws InterruptedException {
        while (!stopped()) {
            if (begins.tryAcquire(WAIT_FOR_PLACE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    return Optional.of(ledger.begin(outbox, marker));
                } finally {
                    begins.release();
                }
            }
        }
        return Optional.empty();
    }

    private void succeeded() {
        pause = FIRST_PAUSE;
        failuresAlone = 0;
        singly = Math.max(0, singly - 1);
    }

    /** A time-out alone is no proof: what waits on disk pages takes a while to come. */
    private void noticeEmpty() {
        pause = FIRST_PAUSE;
        Instant now = clock.instant();
        boolean due = emptyNoticed.isBefore(now.minus(tuning.emptyNotice()));
        if (due && waiting.applyAsLong(outbox.queue()) == 0) {
            empty.note(outbox, now);
            emptyNoticed = now;
        }
    }

    private Duration failed(Throwable e) {
        if (e instanceof JudgedTooEarly || e.getCause() instanceof JudgedTooEarly) {
            LOG.info("{}: the agreements changed while a batch was on its way; it is taken again", outbox.queue());
            return FIRST_PAUSE;
        }
        if (e instanceof StandsStill) {
            LOG.debug("{} waits: {}", outbox.queue(), e.getMessage());
        } else if (isAway(e)) {
            LOG.warn("{} pauses: {}", outbox.queue(), Failure.describe(e));
        } else if (!stopped()) {
            failuresAlone = singly > 0 ? failuresAlone + 1 : 0;
            singly = Math.max(singly, tuning.batchSize());
            LOG.error("{} takes its next messages one by one after a failure: {}", outbox.queue(), Failure.describe(e));
        }
        Duration rest = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        return rest;
    }

    /** Whether the failure says nothing about the messages in hand. */
    private static boolean isAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LedgerUnavailable
                    || cause instanceof StandsStill
                    || cause instanceof BrokerUnavailable
                    || cause instanceof TermEnded
                    || cause instanceof JMSException
                    || cause instanceof InterruptedException
                    || cause instanceof VirtualMachineError) {
                return true;
            }
        }
        return false;
    }

    private boolean stopped() {
        return stop.getCount() == 0 || routes.ending();
    }

    private void rest(Duration duration) {
        try {
            boolean ended = stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("{} rested, stopped: {}", outbox.queue(), ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
