package org.kivuko.operations.queues;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How far back a history goes, and how far apart its points are. */
public enum Span {
    HOUR(Duration.ofHours(1), Duration.ofMinutes(1)),
    DAY(Duration.ofHours(24), Duration.ofMinutes(10)),
    WEEK(Duration.ofDays(7), Duration.ofHours(1));

    private final Duration length;
    private final Duration step;

    Span(Duration length, Duration step) {
        this.length = length;
        this.step = step;
    }

    /** The span of this length, as ISO 8601 writes it; empty for any other length. */
    public static Optional<Span> of(String text) {
        return Arrays.stream(values())
                .filter(span -> text.equals(span == WEEK ? "P7D" : span.length.toString()))
                .findFirst();
    }

    /** How far back. */
    public Duration length() {
        return length;
    }

    /** From one point to the next. */
    public Duration step() {
        return step;
    }

    /** Which step an instant lies in. */
    long stepOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), step.toSeconds());
    }
}
