package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.SealedContent;

/**
 * Where suspensions are recorded, for every hub. Each method is one transaction that is synced when it returns, and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer. Thread-safe.
 */
public interface SuspensionBook {
    /**
     * Records one; one of the same id is recorded once.
     *
     * @return false where the same is suspended already under another id
     */
    boolean suspend(Suspension suspension, SealedContent reason);

    /** Ends the one about just this; false where none stands. */
    boolean resume(String agreement, Optional<Suspension.Way> way, String by, Instant at);

    /** Those that stand, oldest first. */
    List<Kept> open();

    /** A suspension with why. */
    record Kept(Suspension suspension, SealedContent reason) {}
}
