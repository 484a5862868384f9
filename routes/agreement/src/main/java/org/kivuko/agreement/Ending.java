package org.kivuko.agreement;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How an agreement is left, and what stays of it.
 *
 * @param notice how long after its notice a party is still bound
 * @param keep how long after the end what was received under it may still be held; empty where only the rules say
 */
public record Ending(Period notice, Optional<Period> keep) {
    /** Where the text says nothing: twelve months (Vienna Convention on the Law of Treaties, article 56, paragraph 2). */
    public static final Ending UNSAID = new Ending(Period.ofMonths(12), Optional.empty());

    /** When a notice of this instant takes effect; counted in the calendar of UTC. */
    public Instant noticeEnds(Instant given) {
        return given.atOffset(ZoneOffset.UTC).plus(notice).toInstant();
    }

    /** Until when what was received may be held if the agreement ends at this instant. */
    public Optional<Instant> heldUntil(Instant end) {
        return keep.map(period -> end.atOffset(ZoneOffset.UTC).plus(period).toInstant());
    }
}
