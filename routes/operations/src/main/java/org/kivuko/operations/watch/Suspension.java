package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An agreement that an operator has suspended: whichever version of it is in force, none of its rules says anything.
 *
 * @param agreement its id, {@code KEN-UGA.osbp}
 * @param way for one way alone; empty: between all its parties, and inside the one
 */
public record Suspension(UUID id, String agreement, Optional<Way> way, String by, Instant at) {
    /** What goes from one state to another. */
    public record Way(String from, String to) {}

    /** Whether it is about what goes from one state to another. */
    boolean concerns(String from, String to) {
        return way.isEmpty() || way.get().equals(new Way(from, to));
    }
}
