package org.kivuko.connector.artemis;

import org.kivuko.exchange.Arrival;
import org.kivuko.exchange.Batch;
import org.kivuko.exchange.Passage;

/** The two routes that a consumer of an outbox drives; both run on its thread. */
interface BatchRoutes {
    /** Takes one copy through the stations that it passes alone. */
    Passage pass(Arrival arrival) throws Exception;

    /** Takes a batch through the stations that it passes together. */
    void release(Batch batch) throws Exception;

    /** Whether all routes are about to stop: then every consumer ends its batch at once, not one after the other. */
    boolean ending();
}
