package org.kivuko.operations.people;

import java.time.Instant;
import java.util.Optional;

/**
 * Where it is kept who is on the way to another place. Each method is one transaction, and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} while it cannot be done. Thread-safe.
 */
public interface TripStore {
    /** So many may be on their way; who fills this place up keeps nobody from signing in with a password. */
    int MOST = 10_000;

    /**
     * One that has begun.
     *
     * @param back the page to go on at
     */
    record Begun(String back, Instant at) {}

    /** Begins a trip, and forgets those that are too long under way; false where too many are. */
    boolean begin(String digest, String back, Instant now);

    /** Ends a trip, once: whoever comes second finds none. */
    Optional<Begun> end(String digest);
}
