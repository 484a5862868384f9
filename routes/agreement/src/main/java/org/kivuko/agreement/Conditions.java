package org.kivuko.agreement;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.model.Handling;

/**
 * What permits ask together of a message that fits them, as far as it is asked of every such message: one small object that
 * many permits share, so that a judgement need not look at the rules themselves. Immutable.
 *
 * @param leastHandling the code under which they deliver at least
 * @param demands which of the rows of {@link DemandChecks} they state, as bits
 * @param reviewWithin how long an officer has, where every message waits for one
 */
record Conditions(Optional<Handling> leastHandling, int demands, Optional<Duration> reviewWithin) {

    static final Conditions NONE = new Conditions(Optional.empty(), 0, Optional.empty());

    static Conditions of(Rule rule) {
        return new Conditions(
                rule.handlingDefault(),
                DemandChecks.statedBy(rule),
                rule.controls().reviewWithin());
    }

    /** What two permits ask together: in each respect the strictest. */
    Conditions and(Conditions other) {
        return equals(other)
                ? this
                : new Conditions(
                        strictest(leastHandling, other.leastHandling, Comparator.reverseOrder()),
                        demands | other.demands,
                        strictest(reviewWithin, other.reviewWithin, Comparator.naturalOrder()));
    }

    private static <T> Optional<T> strictest(Optional<T> one, Optional<T> other, Comparator<T> strictestFirst) {
        return Stream.of(one, other).flatMap(Optional::stream).min(strictestFirst);
    }
}
