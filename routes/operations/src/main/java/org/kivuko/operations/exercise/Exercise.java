package org.kivuko.operations.exercise;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.OpenExercise;
import org.kivuko.model.AgencyId;

/**
 * One run of an exercise.
 *
 * @param title for people
 * @param participants who takes part
 * @param from when it begins: the offsets of its script count from here
 * @param until when it ends by itself, excluded
 * @param by the login of who opened it
 * @param scriptedAt when its script was put in last
 * @param closedAt when it was closed before its end
 * @param resetAt when what waited of it was taken away
 */
public record Exercise(
        Run run,
        String title,
        Set<AgencyId> participants,
        Instant from,
        Instant until,
        String by,
        Optional<Instant> scriptedAt,
        Optional<Instant> closedAt,
        Optional<Instant> resetAt) {
    public Exercise {
        participants = Set.copyOf(participants);
    }

    /** When it is over: at its end, or before where it was closed. */
    public Instant over() {
        return closedAt.filter(closed -> closed.isBefore(until)).orElse(until);
    }

    /** Whether it is held at an instant: its end excluded. */
    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(over());
    }

    OpenExercise fact() {
        return new OpenExercise(run.exercise(), run.number(), participants);
    }

    /** The same people at another time. */
    Exercise again(Run next, Instant begin, Instant end, String opener) {
        return new Exercise(
                next, title, participants, begin, end, opener, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
