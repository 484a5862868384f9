package org.kivuko.agreement;

import java.util.Arrays;
import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * The agencies that a rule names as senders or as recipients: as they are, and state by state as bits of their
 * {@link Seats}. Immutable: nobody changes the array.
 */
final class AgencySet {
    /** Where a rule states nobody. */
    static final AgencySet EVERYBODY = new AgencySet(true, Set.of(), new int[0]);

    private final boolean everything;
    private final Set<AgencyId> members;
    private final int[] bitsByState;

    private AgencySet(boolean everything, Set<AgencyId> members, int[] bitsByState) {
        this.everything = everything;
        this.members = members;
        this.bitsByState = bitsByState;
    }

    /** Exactly these; nobody where there are none. */
    static AgencySet of(Set<AgencyId> members, Seats.Builder seats) {
        var bits = new int[0];
        for (AgencyId member : members) {
            int seat = seats.give(member);
            int state = Seats.state(seat);
            bits = state < bits.length ? bits : Arrays.copyOf(bits, state + 1);
            bits[state] |= Seats.bit(seat);
        }
        return new AgencySet(false, Set.copyOf(members), bits);
    }

    boolean everything() {
        return everything;
    }

    boolean admits(AgencyId agency) {
        return everything || members.contains(agency);
    }

    /** Those of one state, by the number of the state. */
    int bits(int state) {
        if (everything) {
            return Seats.ALL;
        }
        return state < bitsByState.length ? bitsByState[state] : 0;
    }

    /** Whether the bits alone cannot tell who of this state is meant. */
    boolean isCrowded(int state) {
        return !everything && (bits(state) & Seats.CROWD) != 0;
    }
}
