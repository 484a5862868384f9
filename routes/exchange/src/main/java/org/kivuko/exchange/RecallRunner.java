package org.kivuko.exchange;

import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was recalled out of the inboxes in which it waits. Recalls are found in the ledger, so what a hub that was killed
 * left undone the next one does. Thread-safe.
 */
public final class RecallRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecallRunner.class);

    private final Withdrawals withdrawals;
    private final Withdrawer withdrawer;
    private final InstantSource clock;
    private final Repeated looks = new Repeated("recalls", this::look);

    public RecallRunner(Withdrawals withdrawals, Withdrawer withdrawer, InstantSource clock) {
        this.withdrawals = withdrawals;
        this.withdrawer = withdrawer;
        this.clock = clock;
    }

    /** Begins to look. */
    public RecallRunner start() {
        looks.start();
        return this;
    }

    /** Looks once, and asks for the withdrawal of what is found. */
    public void look() {
        List<Withdrawal> recalled = withdrawals.recalled(clock.instant());
        if (!recalled.isEmpty()) {
            LOG.info("{} deliveries are recalled before they were taken over", recalled.size());
            withdrawer.withdraw(recalled);
        }
    }

    /** Ends after the look in hand. */
    @Override
    public void close() {
        looks.close();
    }
}
