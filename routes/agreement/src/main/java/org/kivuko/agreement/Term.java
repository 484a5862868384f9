package org.kivuko.agreement;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement.State;

/**
 * An agreement with its days as instants, so that asking whether it holds costs two comparisons and a look at its life.
 *
 * @param reference how rulings name the agreement, {@code KEN-UGA.osbp@3}
 * @param from the first instant of its first UTC day
 * @param until the first instant after its last UTC day
 */
record Term(Agreement agreement, String reference, Instant from, Instant until) {

    static Term of(Agreement agreement) {
        var valid = agreement.valid();
        return new Term(
                agreement,
                agreement.reference(),
                valid.from().atStartOfDay(ZoneOffset.UTC).toInstant(),
                valid.until()
                        .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .orElse(Instant.MAX));
    }

    /** Whether it is in force between any of its parties; state and dates must both allow. */
    boolean inForce(Instant at) {
        var state = agreement.life().at(at).state();
        return (state == State.IN_FORCE || state == State.PROVISIONAL) && dated(at);
    }

    /** Whether it is in force between two parties, or inside the one. */
    boolean inForce(String one, String other, Instant at) {
        return dated(at) && agreement.life().at(at).binds(one, other);
    }

    private boolean dated(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    /** Why it is not in force between two parties at an instant; empty where it is. */
    Optional<Step> firstNo(String one, String other, Instant at) {
        if (inForce(one, other, at)) {
            return Optional.empty();
        }
        return Optional.of(agreement.life().at(at).suspended(one, other) ? Step.SUSPENDED : Step.NOT_IN_FORCE);
    }

    /** Whether both have accepted an annex by an instant. */
    boolean accepted(String annex, String one, String other, Instant at) {
        var states = agreement.life().at(at).annexes().getOrDefault(annex, Set.of());
        return states.contains(one) && states.contains(other);
    }

    /** The instants at which what it lets cross may change. */
    Stream<Instant> changes() {
        return Stream.concat(Stream.of(from, until), agreement.life().changes().stream());
    }

    /** Whether the agreement is about what goes from one state to the other. */
    boolean covers(String fromState, String toState) {
        var parties = agreement.parties();
        return fromState.equals(toState)
                ? parties.size() == 1 && parties.contains(fromState)
                : parties.contains(fromState) && parties.contains(toState);
    }
}
