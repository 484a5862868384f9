package org.kivuko.operations.queues;

import java.time.Instant;

/**
 * One point of a queue's history: how much lay there at its end, and what came and went since the one before.
 *
 * @param at the end of its step
 */
public record QueuePoint(Instant at, long messages, double inPerSecond, double outPerSecond) {
    /** Whether nothing came and nothing went. */
    boolean still() {
        return inPerSecond == 0 && outPerSecond == 0;
    }
}
