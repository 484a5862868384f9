package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kivuko.connector.artemis.AgencyDoor;
import org.kivuko.connector.postgres.ClockBook;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Withdrawer;
import org.kivuko.exchange.clock.ClockDoubt;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.exchange.limit.Standstill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the hub while its clock is doubted, and opens it again once an operator has confirmed the clock. Thread-safe.
 */
final class ClockGuard {
    private static final long EVERY_MILLIS = 250;

    /** In the data folder: somebody who may write there has confirmed the clock for the next start. */
    static final String CONFIRMED = "clock-confirmed";

    private static final String BY_KEY = "operator";
    private static final String BY_NOTE = "data folder";
    private static final String DATABASE = "the database's clock";

    private static final Logger LOG = LoggerFactory.getLogger(ClockGuard.class);
    private static final String CAUSE = "clock";
    private static final Duration MARK_EVERY = Duration.ofSeconds(5);

    private final TrustedClock clock;
    private final ClockBook book;
    private final Standstill standstill;
    private final Withdrawer withdrawer;
    private final AgencyDoor door;
    private Instant marked = Instant.MIN;
    private boolean closed;

    /** @param door at which the hub is not asked before something is handed over */
    ClockGuard(TrustedClock clock, ClockBook book, Standstill standstill, Withdrawer withdrawer, AgencyDoor door) {
        this.clock = clock;
        this.book = book;
        this.standstill = standstill;
        this.withdrawer = withdrawer;
        this.door = door;
    }

    /** Looks from now on, until it is closed. */
    Watch watch() {
        return new Watch("clock-guard", EVERY_MILLIS, this::look, "the clock cannot be watched");
    }

    /**
     * Holds the clock against what the database knows, before anything is judged by it.
     *
     * @throws StartRefused where it is doubted and nobody has confirmed it
     */
    static void begin(TrustedClock clock, ClockBook book, Path data) throws IOException {
        book.last().ifPresent(last -> clock.compare("the last instant that the ledger recorded", last));
        Duration ahead = book.ahead();
        Optional<ClockDoubt> doubt = clock.compare(
                ahead.isZero() ? DATABASE : DATABASE + " and the difference that was confirmed",
                book.now().plus(ahead));
        Path confirmed = data.resolve(CONFIRMED);
        if (doubt.isPresent()) {
            if (!Files.exists(confirmed)) {
                throw new StartRefused(doubt.get().sentence()
                        + "; put the clock right, or say that it is right: ./kivuko clock confirm --data " + data);
            }
            book.confirmed(doubt.get(), clock.unchecked(), BY_NOTE);
            clock.confirm();
            LOG.warn("{}; confirmed by {}", doubt.get().sentence(), BY_NOTE);
        }
        Files.deleteIfExists(confirmed);
        book.mark(clock.instant());
    }

    /** Looks once, and notes now and then that the hub runs. */
    synchronized void look() {
        Optional<ClockDoubt> doubt = clock.look();
        if (doubt.isPresent() && !closed) {
            closed = true;
            standstill.stop(CAUSE, doubt.get().sentence());
            LOG.error(
                    "nothing is accepted, judged, handed over or changed: {}",
                    doubt.get().sentence());
            door.shut();
        }
        if (doubt.isEmpty()) {
            open();
            mark(clock.instant());
        }
    }

    /** Also at a later look, where a door did not open at once. */
    private void open() {
        if (closed) {
            door.reopen();
            closed = false;
            standstill.go(CAUSE);
            LOG.info("the clock is believed again");
        }
    }

    private void mark(Instant now) {
        if (marked.plus(MARK_EVERY).isBefore(now) || marked.isAfter(now)) {
            try {
                book.mark(now);
                marked = now;
            } catch (LedgerUnavailable away) {
                LOG.debug("that the hub runs cannot be noted", away);
            }
        }
    }

    /** An operator says that the clock is right. Empty where it was not doubted. */
    synchronized Optional<ClockDoubt> confirm() {
        Optional<ClockDoubt> doubt = clock.look();
        if (doubt.isPresent()) {
            withdrawer.lookBeforeBelieving();
            // Believed only once it is on record who said so.
            book.confirmed(doubt.get(), clock.unchecked(), BY_KEY);
            clock.confirm();
            LOG.warn("{}; confirmed by {}", doubt.get().sentence(), BY_KEY);
            open();
        }
        return doubt;
    }
}
