package org.kivuko.agreement;

import java.time.Duration;
import java.util.Optional;
import org.kivuko.model.Handling;

/**
 * What a permit asks where it fits, as far as it is asked of every message that fits: side by side in one small object that
 * many permits share, so that a judgement need not look at the rule itself. Immutable.
 *
 * @param leastHandling the code under which it delivers at least
 * @param demands which of the rows of {@link DemandChecks} it states, as bits
 * @param reviewWithin how long an officer has, where every message waits for one
 */
record Conditions(Optional<Handling> leastHandling, int demands, Optional<Duration> reviewWithin) {

    static Conditions of(Rule rule) {
        return new Conditions(
                rule.handlingDefault(),
                DemandChecks.statedBy(rule),
                rule.controls().reviewWithin());
    }
}
