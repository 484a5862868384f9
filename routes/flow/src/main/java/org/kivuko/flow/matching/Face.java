package org.kivuko.flow.matching;

import java.util.Arrays;

/**
 * What a record shows under one key. Two faces can be compared when their epoch is the same. Immutable.
 *
 * <p>One array holds the tokens: the document's; of each part of the name with the day of birth, where known; the same with the
 * month; of each pair of parts with year and sex.
 *
 * @param tokens the first 64 bits of an HMAC-SHA-256 each
 * @param parts how many parts the name has
 * @param days how many tokens are of a part with the day of birth
 * @param months how many are of a part with the month
 */
public record Face(long epoch, long[] tokens, int parts, int days, int months) {
    /** The tokens by which other records are looked for: all but those with the month, which many share. */
    long[] wanted() {
        long[] wanted = Arrays.copyOf(tokens, tokens.length - months);
        System.arraycopy(tokens, 1 + days + months, wanted, 1 + days, pairs());
        return wanted;
    }

    /** The token of the document alone. */
    Face documentOnly() {
        return new Face(epoch, new long[] {document()}, 0, 0, 0);
    }

    long document() {
        return tokens[0];
    }

    private int pairs() {
        return tokens.length - 1 - days - months;
    }

    int sharedDays(Face other) {
        return shared(1, days, other, 1, other.days);
    }

    int sharedMonths(Face other) {
        return shared(1 + days, months, other, 1 + other.days, other.months);
    }

    int sharedPairs(Face other) {
        return shared(1 + days + months, pairs(), other, 1 + other.days + other.months, other.pairs());
    }

    private int shared(int from, int many, Face other, int otherFrom, int otherMany) {
        int shared = 0;
        for (int i = from; i < from + many; i++) {
            for (int j = otherFrom; j < otherFrom + otherMany; j++) {
                if (tokens[i] == other.tokens[j]) {
                    shared++;
                    break;
                }
            }
        }
        return shared;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Face face
                && epoch == face.epoch
                && parts == face.parts
                && days == face.days
                && months == face.months
                && Arrays.equals(tokens, face.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    /** Shows no token: somebody who has the key could try names against it. */
    @Override
    public String toString() {
        return "Face[" + tokens.length + " tokens]";
    }
}
