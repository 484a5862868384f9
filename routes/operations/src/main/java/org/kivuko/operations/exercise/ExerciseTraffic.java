package org.kivuko.operations.exercise;

import java.util.List;
import java.util.UUID;

/**
 * What the ledger knows of the messages of a run. Each method is one question, and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer. Thread-safe.
 */
public interface ExerciseTraffic {
    /** What was released, was not taken over and is not asked to be withdrawn. */
    List<UUID> waiting(Run run);

    /** What is held and about which nobody has decided. */
    List<UUID> held(Run run);

    /** Every message and recipient. */
    List<Delivered> delivered(Run run);
}
