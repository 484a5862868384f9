package org.kivuko.operations.people;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody who has signed in.
 *
 * @param begun when
 * @param seen when a call was made last, to within a minute
 * @param password what the person has of a password here
 */
public record Session(Person person, Instant begun, Instant seen, PasswordKind password) {
    /** Without a call for so long it ends. */
    public static final Duration IDLE = Duration.ofMinutes(30);
    /** It ends after so long, whatever happens. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final Duration SEEN_TO_WITHIN = Duration.ofMinutes(1);

    /** When it ends if no call is made any more. */
    public Instant expires() {
        Instant idle = seen.plus(IDLE);
        Instant longest = begun.plus(LONGEST);
        return idle.isBefore(longest) ? idle : longest;
    }

    /** Whether it still counts. A clock that was set back does not revive it: it has not begun yet. */
    public boolean counts(Instant now) {
        return now.isBefore(expires()) && !now.isBefore(begun.minus(SEEN_TO_WITHIN)) && !person.locked();
    }

    /** Whether it is to be written down that a call was made; not for every call. */
    boolean toBeSeen(Instant now) {
        return !now.isBefore(seen.plus(SEEN_TO_WITHIN));
    }

    Session seenAt(Instant now) {
        return new Session(person, begun, now, password);
    }
}
