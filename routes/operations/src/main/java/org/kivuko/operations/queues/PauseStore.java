package org.kivuko.operations.queues;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;

/**
 * What the ledger knows of pauses. Every method throws {@link org.kivuko.exchange.LedgerUnavailable} while it cannot be
 * asked. Thread-safe.
 */
public interface PauseStore {
    /**
     * What somebody did to a queue.
     *
     * @param key which the operator's program made; it makes the act one
     * @param resumed whether it goes on
     * @param reason people write what they should not: so it is sealed
     */
    record Act(UUID key, String queue, boolean resumed, String by, Instant at, SealedContent reason) {}

    /** The last act on each queue that is paused. */
    Map<String, Act> paused();

    /** The act that was noted under this key. */
    Optional<Act> under(UUID key);

    /** Notes an act; false where its key is taken. */
    boolean note(Act act);
}
