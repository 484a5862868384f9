package org.kivuko.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is still to be done about deliveries: what officers decide, and what falls due. Each method is one transaction that
 * is synced when it returns, and throws {@link LedgerUnavailable} as those of {@link Ledger} do. Thread-safe.
 */
public interface Agenda {
    /** What is held, oldest first, as far as its number is above {@code after}. */
    List<HeldRow> held(long after, int max);

    /** What is held, oldest first. */
    default List<HeldRow> held(int max) {
        return held(0, max);
    }

    /** One held delivery; empty where nothing is held under this id. */
    Optional<HeldRow> held(UUID delivery);

    /**
     * Notes what an officer decides about a held delivery; it is carried out from the outbox of its sender.
     *
     * @param kind {@link Errand.Kind#RELEASE} or {@link Errand.Kind#REFUSE}
     * @param by who decides
     * @param reason why, sealed
     * @return false where nothing is held under this id, or somebody decided before
     */
    boolean decide(UUID delivery, Errand.Kind kind, String by, SealedContent reason, Instant at);

    /**
     * Errands whose time has come and that are not carried out, and notes that they are sent now. An errand comes again when
     * it is still not carried out after {@code patience}; two hubs that ask at once get none twice.
     */
    List<Due> due(Instant now, Duration patience, int max);

    /** What is late, oldest first: to be acknowledged or answered by now, and neither. */
    List<LateRow> late(int max);

    /** An errand and the outbox it goes through. */
    record Due(Errand errand, Outbox outbox) {}
}
