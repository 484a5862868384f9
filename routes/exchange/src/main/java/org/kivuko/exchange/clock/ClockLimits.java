package org.kivuko.exchange.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a clock may be from what was expected. Pure.
 *
 * @param backwards a correction of the second, and no more
 * @param forwards the longest time for which a hub may have been down or its machine asleep
 */
public record ClockLimits(Duration backwards, Duration forwards) {
    private static final Duration SMALL = Duration.ofSeconds(5);

    /** Where nobody states another one. */
    public static final Duration DEFAULT_DOWNTIME = Duration.ofDays(7);

    /** The usual tolerance backwards, and this time forwards. */
    public static ClockLimits of(Duration maxDowntime) {
        return new ClockLimits(SMALL, maxDowntime);
    }

    /** The doubt about a clock that reads this where that was expected; empty where there is none. */
    public Optional<ClockDoubt> judge(String against, Instant expected, Instant read) {
        boolean within = !read.isBefore(expected.minus(backwards)) && !read.isAfter(expected.plus(forwards));
        return within ? Optional.empty() : Optional.of(new ClockDoubt(against, expected, read));
    }
}
