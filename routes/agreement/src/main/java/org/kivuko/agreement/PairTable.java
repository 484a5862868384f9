package org.kivuko.agreement;

import java.util.Map;

/**
 * The rules by ordered pair of states, open-addressed under both codes packed into one number: finding a pair touches two
 * places of memory, however many pairs there are. Immutable, thread-safe.
 */
final class PairTable {
    /** Codes of states are three capitals (ISO 3166-1 alpha-3), five bits each. */
    private static final int LETTERS = 3;

    private static final int BITS_OF_A_LETTER = 5;
    private static final int EMPTY = 0;
    private static final int SPREAD = 0x9E3779B9;

    private final int[] keys;
    private final PairRules[] values;

    PairTable(Map<String, Map<String, PairRules>> byPair) {
        int pairs = byPair.values().stream().mapToInt(Map::size).sum();
        int size = Math.max(2, Integer.highestOneBit(Math.max(1, pairs)) << 2); // at most half full
        keys = new int[size];
        values = new PairRules[size];
        byPair.forEach((from, rules) -> rules.forEach((to, list) -> put(key(from, to), list)));
    }

    private void put(int key, PairRules rules) {
        int place = place(key);
        keys[place] = key;
        values[place] = rules;
    }

    PairRules get(String from, String to) {
        int place = place(key(from, to));
        return keys[place] == EMPTY ? PairRules.NONE : values[place];
    }

    /** Where a pair stands, or would. */
    private int place(int key) {
        int mask = keys.length - 1;
        int place = (key * SPREAD) >>> Integer.numberOfLeadingZeros(mask) & mask;
        while (keys[place] != EMPTY && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** Never {@link #EMPTY}: letters count from 1. */
    private static int key(String from, String to) {
        return packed(from) << (LETTERS * BITS_OF_A_LETTER) | packed(to);
    }

    private static int packed(String state) {
        int packed = 0;
        for (int i = 0; i < LETTERS; i++) {
            packed = packed << BITS_OF_A_LETTER | (state.charAt(i) - 'A' + 1);
        }
        return packed;
    }
}
