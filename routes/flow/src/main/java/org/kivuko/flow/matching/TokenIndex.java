package org.kivuko.flow.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which records bear a token: chains of records in arrays, since a million records bear ten million tokens. Tokens are as good as
 * random, so that their low bits serve as places. Not thread-safe.
 */
final class TokenIndex {
    private static final int SMALLEST = 1 << 10;
    private static final int NONE = -1;

    private long[] tokens = new long[SMALLEST];
    private int[] heads = filled(SMALLEST);
    private Marks[] bearers = new Marks[SMALLEST];
    private int[] next = new int[SMALLEST];
    private int places;
    private int links;
    private int free = NONE;

    private static int[] filled(int size) {
        int[] heads = new int[size];
        Arrays.fill(heads, NONE);
        return heads;
    }

    void add(long token, Marks bearer) {
        if (places * 2 >= tokens.length) {
            rehash();
        }
        int place = place(token);
        if (tokens[place] == 0) {
            tokens[place] = token == 0 ? 1 : token;
            places++;
        }
        int link = link();
        bearers[link] = bearer;
        next[link] = heads[place];
        heads[place] = link;
    }

    void remove(long token, Marks bearer) {
        int place = place(token);
        int before = NONE;
        for (int link = heads[place]; link != NONE; before = link, link = next[link]) {
            if (bearers[link].equals(bearer)) {
                if (before == NONE) {
                    heads[place] = next[link];
                } else {
                    next[before] = next[link];
                }
                bearers[link] = null;
                next[link] = free;
                free = link;
                return;
            }
        }
    }

    List<Marks> bearing(long token, int most) {
        int link = heads[place(token)];
        if (link == NONE) {
            return List.of();
        }
        var found = new ArrayList<Marks>(1);
        for (; link != NONE && found.size() < most; link = next[link]) {
            found.add(bearers[link]);
        }
        return found;
    }

    /** Where the token stands, or where it would; nought, which stands for no token, is taken for one. */
    private int place(long token) {
        long wanted = token == 0 ? 1 : token;
        int mask = tokens.length - 1;
        int place = (int) wanted & mask;
        while (tokens[place] != 0 && tokens[place] != wanted) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int link() {
        if (free != NONE) {
            int link = free;
            free = next[link];
            return link;
        }
        if (links == bearers.length) {
            bearers = Arrays.copyOf(bearers, links * 2);
            next = Arrays.copyOf(next, links * 2);
        }
        return links++;
    }

    /** Twice as large where most tokens have bearers; tokens that nobody bears any more go. */
    private void rehash() {
        long[] oldTokens = tokens;
        int[] oldHeads = heads;
        long borne = Arrays.stream(oldHeads).filter(head -> head != NONE).count();
        int size = borne * 3 > oldTokens.length ? oldTokens.length * 2 : oldTokens.length;
        tokens = new long[size];
        heads = filled(size);
        places = 0;
        for (int i = 0; i < oldTokens.length; i++) {
            if (oldHeads[i] != NONE) {
                int place = place(oldTokens[i]);
                tokens[place] = oldTokens[i];
                heads[place] = oldHeads[i];
                places++;
            }
        }
    }
}
