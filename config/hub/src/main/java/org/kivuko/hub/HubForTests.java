package org.kivuko.hub;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.kivuko.connector.postgres.LedgerOfTests;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.Shelf;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.MessageKey;

/**
 * A hub that somebody runs in a test: the real one, with which alone more can be done than a hub in service allows. It can be emptied,
 * as if nothing had ever come. For one thread at a time.
 */
public final class HubForTests implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 2;

    private final Hub hub;
    private final LedgerOfTests ledger;

    private HubForTests(Hub hub, LedgerOfTests ledger) {
        this.hub = hub;
        this.ledger = ledger;
    }

    /**
     * Starts it.
     *
     * @param clock believed whatever it reads, and whenever it goes back
     * @throws StartRefused where it cannot or must not run
     */
    public static HubForTests start(HubOptions options, Supplier<Configuration.Loaded> configuration, Clock clock) {
        Hub hub = Hub.start(options, configuration, clock);
        try {
            return new HubForTests(hub, LedgerOfTests.open(hub.address()));
        } catch (SQLException e) {
            hub.close();
            throw new StartRefused("the ledger of a hub for tests cannot be opened", e);
        }
    }

    /** The hub itself. */
    public Hub hub() {
        return hub;
    }

    /** What its agencies fetch, by whichever door they do it. */
    public Shelf shelf() {
        return hub.leases();
    }

    /** The messages that were accepted since it was emptied last, in the order in which they came. */
    public List<MessageKey> messages() {
        try {
            return ledger.messages();
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger of the hub does not answer", e);
        }
    }

    /** Whether nothing is on its way from an outbox to whom it is for. */
    public boolean quiet() {
        return noneInOutboxes() && hub.gate().isEmpty();
    }

    private boolean noneInOutboxes() {
        return hub.broker().view().queues().stream()
                .noneMatch(queue -> queue.queue().contains(".outbox") && queue.messages() > 0);
    }

    /**
     * Throws away all that came and forgets it.
     *
     * @param began the earliest instant that its clock has read since it was emptied last
     * @param reached the latest
     * @return false where only another start makes it as it was: somebody acted on the hub itself, an agreement began or ended
     *     meanwhile, or something does not come to rest
     */
    public boolean empty(Instant began, Instant reached) {
        try {
            if (changed(began, reached) || !thrownAway()) {
                return false;
            }
            ledger.empty();
            // The broker shows what a transaction took a moment before it shows what it put: that moment is over by
            // now.
            return thrownAway();
        } catch (SQLException | BrokerUnavailable e) {
            return false;
        }
    }

    private boolean changed(Instant began, Instant reached) throws SQLException {
        return ledger.actedUpon()
                || hub.rulebook()
                        .last()
                        .nextChange(began)
                        .filter(next -> !next.isAfter(reached.plus(ChangingRulebook.LEAD)))
                        .isPresent();
    }

    /** What is on its way arrives first: a batch that is recorded and not released yet would come after its messages were forgotten. */
    private boolean thrownAway() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!quiet() || !tryToThrowAway()) {
            if (System.nanoTime() > end || !pause()) {
                return false;
            }
        }
        return true;
    }

    private boolean tryToThrowAway() {
        hub.leases().giveAllBack();
        return hub.broker().throwAwayAll();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops it; its data folder stays. */
    @Override
    public void close() {
        try {
            ledger.close();
        } catch (SQLException gone) {
            // It ends with its database.
        }
        hub.close();
    }
}
