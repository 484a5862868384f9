package org.kivuko.agreement;

import java.util.HashMap;
import java.util.Map;
import org.kivuko.model.AgencyId;

/**
 * Numbers for states, and within each state a bit for each agency that a rule names, so that the senders and recipients of a
 * rule are two small numbers. Immutable, thread-safe.
 */
final class Seats {
    static final int ALL = -1;

    /** Agencies that no rule names share a bit: only a rule that names nobody admits them. */
    private static final int UNNAMED = 1 << (Integer.SIZE - 1);

    /** So do the agencies of a state with more than 30 that rules name: who of them is meant has to be looked up. */
    static final int CROWD = UNNAMED >>> 1;

    /** Of no state that is party to an agreement. */
    private static final Seat NOWHERE = new Seat(-1, UNNAMED);

    private final Map<AgencyId, Seat> byAgency;
    private final Map<String, Seat> unnamed;

    private Seats(Map<AgencyId, Seat> byAgency, Map<String, Seat> unnamed) {
        this.byAgency = byAgency;
        this.unnamed = unnamed;
    }

    /** @param state the number of its state, negative where no agreement has it as a party */
    record Seat(int state, int bit) {}

    Seat of(AgencyId agency) {
        var seat = byAgency.get(agency);
        return seat != null ? seat : unnamed.getOrDefault(agency.state(), NOWHERE);
    }

    /** The number of a state, negative where no agreement has it as a party. */
    int state(String code) {
        return unnamed.getOrDefault(code, NOWHERE).state();
    }

    int states() {
        return unnamed.size();
    }

    /** Gives numbers in the order in which states and agencies are met. Used by one thread. */
    static final class Builder {
        private final Map<AgencyId, Seat> byAgency = new HashMap<>();
        private final Map<String, Seat> unnamed = new HashMap<>();
        private final Map<String, Integer> seated = new HashMap<>();

        int state(String code) {
            return unnamed.computeIfAbsent(code, any -> new Seat(unnamed.size(), UNNAMED))
                    .state();
        }

        Seat give(AgencyId agency) {
            return byAgency.computeIfAbsent(agency, this::next);
        }

        private Seat next(AgencyId agency) {
            int place = seated.merge(agency.state(), 1, Integer::sum) - 1;
            return new Seat(state(agency.state()), 1 << Math.min(place, Integer.SIZE - 2));
        }

        Seats build() {
            return new Seats(new HashMap<>(byAgency), new HashMap<>(unnamed)); // found faster than in Map.copyOf
        }
    }
}
