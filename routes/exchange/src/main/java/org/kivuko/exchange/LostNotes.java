package org.kivuko.exchange;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agency takes over at the broker is noted in the ledger a moment afterwards, and a kill in that moment loses the
 * note. What the ledger believes to wait in an inbox and is not there was taken over: there is no other way out. Counts are compared
 * first; only where the ledger believes in more than lies there is every one of them looked for. Thread-safe.
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

    /** What the counts of the ledger and of the broker say of an agency. */
    enum Compared {
        ALL_THERE,
        SOME_MISSING,
        /** The broker has not counted yet. */
        UNKNOWN
    }

    /** How many the ledger believes to wait for each agency. */
    Map<AgencyId, Long> believed() {
        return withdrawals.waiting();
    }

    /**
     * Compares, for one agency.
     *
     * @param inboxes all of the agency, into which and out of which nothing moves
     * @param believed how many the ledger believes to wait in them
     * @param turning in which of them a round was cut off, whose mark then lies among the rest
     */
    Compared compare(Collection<Inbox> inboxes, long believed, Set<Inbox> turning) {
        if (believed == 0) {
            return Compared.ALL_THERE;
        }
        long there = 0;
        for (Inbox inbox : inboxes) {
            OptionalLong waiting = keeper.waiting(inbox);
            if (waiting.isEmpty()) {
                return Compared.UNKNOWN;
            }
            there += waiting.getAsLong() - (turning.contains(inbox) ? 1 : 0);
        }
        return believed <= there ? Compared.ALL_THERE : Compared.SOME_MISSING;
    }

    /**
     * Finds them again, in an inbox into which and out of which nothing moves.
     *
     * @param turning whether a round was cut off there, whose mark then lies among the rest
     */
    void find(Inbox inbox, boolean turning) {
        Withdrawals.Believed believed = withdrawals.waiting(inbox);
        long there = keeper.waiting(inbox).orElse(0) - (turning ? 1 : 0);
        if (believed.released().size() + believed.uncertain() <= there) {
            return;
        }
        // No set is copied: a million may lie there.
        Set<UUID> lying = keeper.lying(inbox);
        Set<UUID> aside = keeper.putAside();
        Set<UUID> missing = believed.released().stream()
                .filter(id -> !lying.contains(id) && !aside.contains(id))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            LOG.info("{}: {} were taken over before a kill, and are noted now", inbox.queue(), missing.size());
            withdrawals.takenOver(inbox.agency(), missing, clock.instant());
        }
    }
}
