package org.kivuko.operations.queues;

import java.time.Instant;

/**
 * Who has paused a queue, and why.
 *
 * @param by a login
 */
public record Pause(String by, Instant at, String reason) {
    /** Without the reason, which may hold anything. */
    @Override
    public String toString() {
        return "Pause[" + by + " " + at + "]";
    }
}
