package org.kivuko.flow.matching;

import java.time.Duration;

/**
 * An exit and an entry of one person and one crossing.
 *
 * @param document whether the document was the same; else name and date of birth were
 */
public record Match(Marks exit, Marks entry, boolean document) {
    /** From the exit to the entry by the clocks of their posts; negative where the entry was recorded first. */
    public Duration gap() {
        return Duration.ofSeconds(entry.at() - exit.at());
    }

    /** Whether at a one-stop post the entry came before the exit, by more than the clocks may differ. */
    public boolean outOfOrder(Terms terms) {
        return gap().compareTo(terms.skew().negated()) < 0;
    }
}
