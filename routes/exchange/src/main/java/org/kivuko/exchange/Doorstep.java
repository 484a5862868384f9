package org.kivuko.exchange;

/** Where a door puts an accepted message: a durable send to an outbox, synced when it returns. Thread-safe. */
public interface Doorstep {
    /**
     * Sends and waits for the sync.
     *
     * @throws BrokerUnavailable where it is not known to have succeeded
     */
    void send(Outbox outbox, byte[] body, boolean unverifiedReferences);
}
