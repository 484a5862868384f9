package org.kivuko.exchange;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agency takes over at the broker is noted in the ledger a moment afterwards, and a kill in that moment loses the
 * note. What the ledger believes to wait in an inbox and is not there was taken over: there is no other way out. Thread-safe.
 */
final class LostNotes {
    private static final Logger LOG = LoggerFactory.getLogger(LostNotes.class);

    private final InboxKeeper keeper;
    private final Withdrawals withdrawals;
    private final InstantSource clock;

    LostNotes(InboxKeeper keeper, Withdrawals withdrawals, InstantSource clock) {
        this.keeper = keeper;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /**
     * Finds them again, in an inbox into which and out of which nothing moves.
     *
     * @param turning whether a round was cut off there, whose mark then lies among the rest
     */
    void find(Inbox inbox, boolean turning) {
        Withdrawals.Believed believed = withdrawals.waiting(inbox);
        long there = keeper.waiting(inbox) - (turning ? 1 : 0);
        if (believed.released().size() + believed.uncertain() <= there) {
            return;
        }
        Set<UUID> missing = new HashSet<>(believed.released());
        missing.removeAll(keeper.lying(inbox));
        missing.removeAll(keeper.putAside());
        if (!missing.isEmpty()) {
            LOG.info("{}: {} were taken over before a kill, and are noted now", inbox.queue(), missing.size());
            withdrawals.takenOver(inbox.agency(), missing, clock.instant());
        }
    }
}
