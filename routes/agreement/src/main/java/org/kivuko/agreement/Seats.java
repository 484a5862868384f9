package org.kivuko.agreement;

import java.util.HashMap;
import java.util.Map;
import org.kivuko.model.AgencyId;

/**
 * Numbers for states, and within each state a bit for each agency that a rule names, so that the senders and recipients of a
 * rule are two small numbers. A seat is both in one: the state and the place of the bit.
 *
 * <p>Open-addressed under the letters themselves, packed into two numbers: finding an agency touches one place of memory
 * and compares no strings. Immutable, thread-safe.
 */
final class Seats {
    /** Of an agency whose state is party to no agreement. */
    static final int NOWHERE = -1;

    /** How many bits a state has. */
    static final int BITS = 24;

    static final int ALL = (1 << BITS) - 1;

    /** Agencies that no rule names share a bit: only a rule that names nobody admits them. */
    private static final int UNNAMED_PLACE = BITS - 1;

    /** So do the agencies of a state with more than 22 that rules name: who of them is meant has to be looked up. */
    private static final int CROWD_PLACE = UNNAMED_PLACE - 1;

    static final int CROWD = 1 << CROWD_PLACE;

    private static final int PLACE_BITS = 5;
    private static final int PLACE = (1 << PLACE_BITS) - 1;
    private static final int BITS_OF_A_LETTER = 5;
    private static final int DIGITS = 10;

    /** Letters and digits, and 0 for none. */
    private static final int BASE = DIGITS + 26 + 1;

    /** How many characters of a name go into the first number, above which the state stands; the others into the second. */
    private static final int IN_FIRST = 9;

    private static final int BITS_OF_NAME = 47;
    private static final int BITS_OF_REST = 37;
    private static final long REST = (1L << BITS_OF_REST) - 1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    // Two numbers an entry: the first characters, 0 where there is none; the seat, and below it the other characters.
    private final long[] entries;
    private final int shift;
    private final int states;

    private Seats(Map<AgencyId, Integer> agencies, Map<String, Integer> states) {
        int slots = Integer.highestOneBit(Math.max(1, agencies.size() + states.size())) << 2; // at most half full
        entries = new long[slots * 2];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(slots);
        this.states = states.size();
        agencies.forEach((agency, seat) -> put(first(agency), rest(agency.shortName()), seat));
        states.forEach((state, number) -> put(packed(state), 0, seat(number, UNNAMED_PLACE)));
    }

    private void put(long first, long rest, int seat) {
        int entry = entry(first, rest);
        entries[entry] = first;
        entries[entry + 1] = (long) seat << BITS_OF_REST | rest;
    }

    private static int seat(int state, int place) {
        return state << PLACE_BITS | place;
    }

    /** The seat of an agency: its own, or the one that those share whom no rule names. */
    int of(AgencyId agency) {
        int entry = entry(first(agency), rest(agency.shortName()));
        return entries[entry] != 0 ? (int) (entries[entry + 1] >>> BITS_OF_REST) : unnamed(agency.state());
    }

    private int unnamed(String state) {
        int entry = entry(packed(state), 0);
        return entries[entry] != 0 ? (int) (entries[entry + 1] >>> BITS_OF_REST) : NOWHERE;
    }

    static int state(int seat) {
        return seat >>> PLACE_BITS;
    }

    static int bit(int seat) {
        return 1 << (seat & PLACE);
    }

    /** The number of a state that is party to an agreement. */
    int state(String code) {
        return state(unnamed(code));
    }

    int states() {
        return states;
    }

    /** Where an entry stands, or would. */
    private int entry(long first, long rest) {
        int entry = (int) (((first + rest) * SPREAD) >>> shift) * 2;
        while (entries[entry] != 0 && (entries[entry] != first || (entries[entry + 1] & REST) != rest)) {
            entry = (entry + 2) & (entries.length - 1);
        }
        return entry;
    }

    private static long first(AgencyId agency) {
        var name = agency.shortName();
        return packed(agency.state()) | packed(name, 0, Math.min(name.length(), IN_FIRST));
    }

    private static long rest(String name) {
        return packed(name, IN_FIRST, name.length());
    }

    private static long packed(String name, int from, int until) {
        long packed = 0;
        for (int i = from; i < until; i++) {
            char letter = name.charAt(i);
            packed = packed * BASE + (letter <= '9' ? letter - '0' + 1 : letter - 'A' + DIGITS + 1);
        }
        return packed;
    }

    /** Never 0: letters count from 1. */
    private static long packed(String state) {
        int packed = 0;
        for (int i = 0; i < state.length(); i++) {
            packed = packed << BITS_OF_A_LETTER | (state.charAt(i) - 'A' + 1);
        }
        return (long) packed << BITS_OF_NAME;
    }

    /** Gives numbers in the order in which states and agencies are met. Used by one thread. */
    static final class Builder {
        private final Map<AgencyId, Integer> agencies = new HashMap<>();
        private final Map<String, Integer> states = new HashMap<>();
        private final Map<String, Integer> seated = new HashMap<>();

        int state(String code) {
            return states.computeIfAbsent(code, any -> states.size());
        }

        /** The seat of an agency that a rule names. */
        int give(AgencyId agency) {
            return agencies.computeIfAbsent(agency, any -> {
                int place = seated.merge(agency.state(), 1, Integer::sum) - 1;
                return seat(state(agency.state()), Math.min(place, CROWD_PLACE));
            });
        }

        Seats build() {
            return new Seats(agencies, states);
        }
    }
}
