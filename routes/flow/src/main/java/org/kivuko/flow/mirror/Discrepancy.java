package org.kivuko.flow.mirror;

import java.util.Set;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;
import org.kivuko.flow.Way;

/** A discrepancy that lasts: what both sides and the committee are told of, once when it starts and once when it ends. */
public sealed interface Discrepancy {
    Way way();

    /** What does not agree; {@code report EXIT} or {@code report ENTRY} where a side's reports do not come. */
    Slice slice();

    /** The first period of it. */
    Span since();

    /**
     * It has lasted long enough.
     *
     * @param noticed the period with which it has
     * @param reasons those that hold for more than half of its periods
     */
    record Started(Way way, Slice slice, Span since, Span noticed, Set<Reason> reasons) implements Discrepancy {
        public Started {
            reasons = Set.copyOf(reasons);
        }
    }

    /**
     * The counts agree again.
     *
     * @param agreesSince the first period in which they do
     */
    record Ended(Way way, Slice slice, Span since, Span agreesSince) implements Discrepancy {}
}
