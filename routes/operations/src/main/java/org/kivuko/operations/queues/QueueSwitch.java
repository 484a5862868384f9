package org.kivuko.operations.queues;

/**
 * Has the broker stop and go on handing over from a queue. Throws {@link org.kivuko.exchange.BrokerUnavailable} where it does
 * not come to rest. Thread-safe.
 */
public interface QueueSwitch {
    /**
     * From an inbox nothing is handed over any more, by any door, and who listened is sent away; an outbox is not read any
     * more. Both go on taking what is put into them. Returns once that is so; may be repeated.
     */
    void pause(String queue);

    /** It goes on. */
    void resume(String queue);

    /** Keeps a queue paused from the start on, before anybody is let in: nobody has to be sent away. */
    void startPaused(String queue);
}
