package org.kivuko.exchange;

/** Puts errands into outboxes, where the hub alone can put them: a durable send, synced when it returns. Thread-safe. */
@FunctionalInterface
public interface ErrandSender {
    /** The media type of an errand, by which nobody else's message is taken for one: who sent it tells it apart. */
    String MEDIA_TYPE = "application/vnd.kivuko.errand+json";

    /**
     * Sends and waits for the sync.
     *
     * @param errand as {@link Errand#write} writes it
     * @throws BrokerUnavailable where it is not known to have succeeded
     */
    void send(Outbox outbox, byte[] errand);
}
