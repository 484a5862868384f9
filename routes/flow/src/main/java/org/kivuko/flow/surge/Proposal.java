package org.kivuko.flow.surge;

import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;
import org.kivuko.model.AlertType;
import org.kivuko.model.Certainty;
import org.kivuko.model.Direction;
import org.kivuko.model.Severity;

/**
 * An alert that an officer may send or dismiss: more or fewer people than usual. It holds counts alone.
 *
 * @param post where they were counted
 * @param direction as seen by the state of the post
 * @param since the period in which it began
 */
public record Proposal(
        String post, Direction direction, Slice slice, Span since, long count, Range range, Departure departure) {
    private static final double DOUBLE = 2;
    private static final double HALF_AS_MUCH_AGAIN = 1.5;

    public AlertType alertType() {
        return AlertType.FLOW_SURGE;
    }

    /** {@code subject.event.kind} of the alert. */
    public String kind() {
        return departure.up() ? "SURGE" : "DROP";
    }

    /** By how many times more or fewer people there are than expected: twice is severe, half as much again is moderate. */
    public Severity severity() {
        double times = (Math.max(count, range.expected()) + 1.0) / (Math.min(count, range.expected()) + 1.0);
        if (times >= DOUBLE) {
            return Severity.SEVERE;
        }
        return times >= HALF_AS_MUCH_AGAIN ? Severity.MODERATE : Severity.MINOR;
    }

    /** A count out of range was seen; that counts creep is concluded. */
    public Certainty certainty() {
        return departure.creeping() ? Certainty.LIKELY : Certainty.OBSERVED;
    }

    /** The same for the same beginning, whatever was revised since: what was dismissed is not proposed again. */
    public String key() {
        return String.join(
                " ",
                post,
                direction.code(),
                slice.toString(),
                kind(),
                since.start().toString());
    }
}
