package org.kivuko.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.AgencyId;

/**
 * An emergency that was declared for a rule.
 *
 * @param rule by its full name, {@code IGAD.health@2/HE-5}
 * @param by who declared it
 * @param until when it ends by itself
 * @param endedAt when its declarer ended it before
 */
public record DeclaredEmergency(
        UUID id, String rule, AgencyId by, Instant declaredAt, Instant until, Optional<Instant> endedAt) {

    /** When it is over: at the end of its clock, or before where it was ended. */
    public Instant over() {
        return endedAt.filter(ended -> ended.isBefore(until)).orElse(until);
    }

    /** Whether it holds at an instant: its end excluded. */
    public boolean holds(Instant at) {
        return !at.isBefore(declaredAt) && at.isBefore(over());
    }

    /**
     * Whether it opens its rule from one state to another. What one state declares widens nothing between two others.
     */
    boolean concerns(String from, String to) {
        return by.state().equals(from) || by.state().equals(to);
    }
}
