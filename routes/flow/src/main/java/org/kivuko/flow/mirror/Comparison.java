package org.kivuko.flow.mirror;

import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.kivuko.flow.Slice;

/**
 * The exit of one side against the entry of the other, in one period.
 *
 * @param exit as the side left behind counted; empty where hidden or not counted
 * @param entry as the side entered counted
 * @param reasons empty where they agree, or where nothing in the reports tells
 */
public record Comparison(Slice slice, OptionalLong exit, OptionalLong entry, Verdict verdict, Set<Reason> reasons) {
    public Comparison {
        reasons = reasons.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(reasons));
    }

    /** Entries less exits, in people; empty where a count is. */
    public OptionalLong difference() {
        return exit.isPresent() && entry.isPresent()
                ? OptionalLong.of(entry.getAsLong() - exit.getAsLong())
                : OptionalLong.empty();
    }

    /** Entries per exit; empty where a count is, or nobody left. */
    public OptionalDouble ratio() {
        return exit.isPresent() && entry.isPresent() && exit.getAsLong() > 0
                ? OptionalDouble.of((double) entry.getAsLong() / exit.getAsLong())
                : OptionalDouble.empty();
    }

    boolean outOfTolerance() {
        return verdict == Verdict.DIFFERS || verdict == Verdict.INCOMPLETE;
    }
}
