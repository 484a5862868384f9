package org.kivuko.operations.people;

import java.util.Collection;
import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * Whose matters an operator sees and acts upon: those of these states and of these agencies. What is out of scope is to the
 * operator as if it were not there.
 *
 * @param states ISO 3166-1 alpha-3 codes
 * @param agencies beside those of the states; where both are empty, everything is in scope
 */
public record Scope(Set<String> states, Set<AgencyId> agencies) {
    /** Everything. */
    public static final Scope ALL = new Scope(Set.of(), Set.of());

    public Scope {
        states = Set.copyOf(states);
        agencies = Set.copyOf(agencies);
    }

    /** Whether nothing is out of scope. */
    public boolean everything() {
        return states.isEmpty() && agencies.isEmpty();
    }

    /** Whether the matters of this agency are in scope. */
    public boolean covers(AgencyId agency) {
        return everything() || states.contains(agency.state()) || agencies.contains(agency);
    }

    /** Whether all that is in the other scope is in this one. */
    public boolean contains(Scope other) {
        return everything()
                || (!other.everything()
                        && states.containsAll(other.states())
                        && other.agencies().stream().allMatch(this::covers));
    }

    /** Whether a matter of this state is in scope, or of an agency of it. */
    public boolean touches(String state) {
        return everything()
                || states.contains(state)
                || agencies.stream().anyMatch(agency -> agency.state().equals(state));
    }

    /** Whether one of these, a sender and its recipients, is in scope; what concerns no agency is in the scope of all alone. */
    public boolean coversAny(Collection<AgencyId> concerned) {
        return everything() || concerned.stream().anyMatch(this::covers);
    }
}
