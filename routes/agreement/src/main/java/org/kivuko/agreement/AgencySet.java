package org.kivuko.agreement;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.kivuko.model.AgencyId;

/**
 * The agencies that a matcher admits, as bits under their numbers: of many rules about thousands of pairs one look at one
 * word. Immutable once compiled; nobody changes the bits.
 */
final class AgencySet {
    private static final AgencySet EVERYBODY = new AgencySet(true, new BitSet());

    private final boolean everything;
    private final BitSet members;

    private AgencySet(boolean everything, BitSet members) {
        this.everything = everything;
        this.members = members;
    }

    /** Numbers that agencies go by in one set of agreements, given as they are met. */
    static final class Numbers {
        /** Of an agency that no rule and no directory names. */
        static final int NONE = -1;

        private final Map<AgencyId, Integer> numbers = new HashMap<>();

        int of(AgencyId agency) {
            return numbers.getOrDefault(agency, NONE);
        }

        private int give(AgencyId agency) {
            return numbers.computeIfAbsent(agency, any -> numbers.size());
        }
    }

    static AgencySet of(Among<AgencyId> agencies, Numbers numbers) {
        if (agencies.everything()) {
            return EVERYBODY;
        }
        var members = new BitSet();
        agencies.values().forEach(agency -> members.set(numbers.give(agency)));
        return new AgencySet(false, members);
    }

    boolean admits(int number) {
        return everything || (number != Numbers.NONE && members.get(number));
    }
}
