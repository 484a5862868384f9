package org.kivuko.agreement;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.kivuko.agreement.Agreement.State;

/**
 * An agreement with its days as instants, so that asking whether it holds costs two comparisons.
 *
 * @param from the first instant of its first UTC day
 * @param until the first instant after its last UTC day
 */
record Term(Agreement agreement, Instant from, Instant until) {

    static Term of(Agreement agreement) {
        var valid = agreement.valid();
        return new Term(
                agreement,
                valid.from().atStartOfDay(ZoneOffset.UTC).toInstant(),
                valid.until()
                        .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .orElse(Instant.MAX));
    }

    /** State and dates must both allow. */
    boolean inForce(Instant at) {
        return (agreement.state() == State.IN_FORCE || agreement.state() == State.PROVISIONAL)
                && !at.isBefore(from)
                && at.isBefore(until);
    }

    /** Why it is not in force at an instant; empty where it is. */
    Optional<Step> firstNo(Instant at) {
        if (inForce(at)) {
            return Optional.empty();
        }
        return Optional.of(agreement.state() == State.SUSPENDED ? Step.SUSPENDED : Step.NOT_IN_FORCE);
    }

    /** Whether the agreement is about what goes from one state to the other. */
    boolean covers(String fromState, String toState) {
        var parties = agreement.parties();
        return fromState.equals(toState)
                ? parties.size() == 1 && parties.contains(fromState)
                : parties.contains(fromState) && parties.contains(toState);
    }
}
