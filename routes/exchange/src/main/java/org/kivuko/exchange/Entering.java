package org.kivuko.exchange;

/**
 * The station at which a judged batch goes through the gate: it waits while an inbox of it is closed, and does not pass where
 * the agreements changed since. Thread-safe.
 */
public final class Entering {
    /** Enters the inboxes of the batch; they are left when its broker transaction has ended. */
    public Batch enter(Batch batch) throws JudgedTooEarly, InterruptedException {
        batch.gate().enter(batch.inboxes());
        return batch;
    }
}
