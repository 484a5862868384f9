package org.kivuko.flow.matching;

import java.time.Duration;

/**
 * Within which times an exit and an entry can be one crossing.
 *
 * @param window the entry follows the exit by at most this
 * @param skew so far may the clocks of the two posts lie apart: an entry earlier than the exit by more is out of order
 * @param before an entry earlier than the exit by more than this is another crossing; at least {@code skew}
 * @param prompt within this a match by document is made at once; what took longer may be another journey and waits for the rest
 * @param grace how long after its crossing a record waits for its document to come before it is matched by name
 * @param keep how long after its crossing a record stays open; at least {@code window} and {@code grace}
 * @param epoch how long one key serves; at least {@code keep}
 */
public record Terms(
        Duration window,
        Duration skew,
        Duration before,
        Duration prompt,
        Duration grace,
        Duration keep,
        Duration epoch) {
    /** A day between two posts that are minutes apart, three days until a record is given up, four weeks for a key. */
    public static final Terms STANDARD = new Terms(
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofHours(2),
            Duration.ofHours(26),
            Duration.ofHours(72),
            Duration.ofDays(28));

    public Terms {
        if (before.compareTo(skew) < 0
                || keep.compareTo(window) < 0
                || keep.compareTo(grace) < 0
                || epoch.compareTo(keep) < 0) {
            throw new IllegalArgumentException("before >= skew, keep >= window and grace, epoch >= keep");
        }
    }

    boolean fit(long exitSecond, long entrySecond) {
        long gap = entrySecond - exitSecond;
        return gap >= -before.toSeconds() && gap <= window.toSeconds();
    }
}
