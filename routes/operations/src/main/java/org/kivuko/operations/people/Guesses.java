package org.kivuko.operations.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often a wrong password was given in a row. A try counts as wrong before it is looked at, so that a hundred at once are not
 * a hundred guesses; the right password sets it back to {@link #NONE}.
 *
 * @param wrong in a row
 * @param closedUntil until when no password is right
 */
public record Guesses(int wrong, Optional<Instant> closedUntil) {
    /** No wrong one. */
    public static final Guesses NONE = new Guesses(0, Optional.empty());

    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 4;

    /** Whether a password is looked at. */
    public boolean open(Instant now) {
        return closedUntil.map(until -> !now.isBefore(until)).orElse(true);
    }

    /** With one more: from the fifth on 15 minutes, doubled by each further one up to four hours. */
    public Guesses counted(Instant now) {
        int more = wrong + 1;
        if (more < FREE) {
            return new Guesses(more, Optional.empty());
        }
        Duration closed = FIRST.multipliedBy(1L << Math.min(more - FREE, MOST_DOUBLINGS));
        return new Guesses(more, Optional.of(now.plus(closed)));
    }
}
