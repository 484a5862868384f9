package org.kivuko.exchange.clock;

import java.time.Instant;
import org.kivuko.exchange.Times;

/**
 * What the clock reads does not go together with something else.
 *
 * @param against what it was held against, in words
 * @param expected what it should read by that
 * @param read what it reads
 */
public record ClockDoubt(String against, Instant expected, Instant read) {
    /** What every sentence about a doubt begins with; keeps its meaning for ever. */
    public static final String CODE = "CLOCK_DOUBTED";

    /** Both times in one sentence, for whoever has to say which is right. */
    public String sentence() {
        return CODE + ": the clock reads " + Times.text(read) + ", and " + Times.text(expected) + " was expected by "
                + against;
    }
}
