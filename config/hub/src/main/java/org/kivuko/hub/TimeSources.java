package org.kivuko.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The clocks of a hub.
 *
 * @param wall which somebody may set
 * @param nanos which nobody can set
 * @param checked whether the ledger and the database are asked at the start whether it can be right
 */
public record TimeSources(Clock wall, LongSupplier nanos, boolean checked) {
    /** Those of this machine. */
    public static TimeSources ofThisMachine() {
        return new TimeSources(Clock.systemUTC(), System::nanoTime, true);
    }

    /** A clock that is right whatever it reads: that of a test. */
    public static TimeSources believed(Clock clock) {
        Instant begin = clock.instant();
        return new TimeSources(
                clock, () -> Duration.between(begin, clock.instant()).toNanos(), false);
    }
}
