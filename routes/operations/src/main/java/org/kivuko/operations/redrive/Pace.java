package org.kivuko.operations.redrive;

import java.time.Duration;
import java.time.Instant;

/**
 * How many more may go at a steady rate.
 *
 * @param saved so many could have gone and did not; never more than in one second
 */
record Pace(int perSecond, double saved, Instant at) {
    /** At the start nothing is saved: a hub that starts again does not make up for the time between. */
    static Pace begin(int perSecond, Instant at) {
        return new Pace(perSecond, 0, at);
    }

    /** The same a while later. */
    Pace at(Instant now) {
        double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
        return new Pace(perSecond, Math.min(perSecond, saved + seconds * perSecond), now);
    }

    /** So many may go now. */
    int allows() {
        return (int) saved;
    }

    /** After so many have gone. */
    Pace without(int gone) {
        return new Pace(perSecond, saved - gone, at);
    }
}
