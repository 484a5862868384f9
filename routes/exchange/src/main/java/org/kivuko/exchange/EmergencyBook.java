package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where emergencies are recorded, for every hub. Each method is one transaction that is synced when it returns, and throws
 * {@link LedgerUnavailable} as those of {@link Ledger} do. Thread-safe.
 */
public interface EmergencyBook {
    /**
     * Records an emergency.
     *
     * @param reason why, sealed
     * @return false where one that the same agency declared for the same rule still holds
     */
    boolean declare(DeclaredEmergency emergency, SealedContent reason);

    /** Ends one at an instant; false where none of this id holds then. */
    boolean end(UUID id, String by, Instant at);

    /** Those that end, by their clock, after an instant, oldest first. */
    List<DeclaredEmergency> emergencies(Instant since);
}
