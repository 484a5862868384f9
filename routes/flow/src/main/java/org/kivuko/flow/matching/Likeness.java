package org.kivuko.flow.matching;

/**
 * How much speaks for two records being of one person and one journey, in points that stand for orders of magnitude of chance: the
 * document most, then parts of the name with the same date of birth, then the same with a date of which less is known, and that
 * the two crossings lie close together.
 *
 * @param document whether the document is the same
 * @param near whether they lie so close together that hardly another journey fits between
 * @param points of everything together
 */
record Likeness(boolean document, boolean near, int points) {
    /** From here on a document is believed at once: it, and one part of the name with the month of birth. */
    static final int PROMPT = 15;

    /** From here on a match is believed that has waited for a better one. */
    static final int ENOUGH = 8;

    /** By so much it has to be better than any other person's. */
    static final int MARGIN = 3;

    private static final int DOCUMENT = 10;
    private static final int NEAR = 3;
    private static final int CONTRADICTION = -6;
    private static final int BUT_NAMES_AND_YEAR = 4;
    private static final int OTHER_SEX = -3;
    private static final int[] DAYS = {CONTRADICTION, 3, 7, 9};
    private static final int[] MONTHS = {CONTRADICTION, 2, 6, 8};
    private static final int[] YEARS = {-2, 4, 4, 6};

    /** Of records that have an epoch in common. */
    static Likeness of(Marks one, Marks other, Terms terms) {
        boolean near = Math.abs(one.at() - other.at()) <= terms.prompt().toSeconds();
        for (Face face : one.faces()) {
            for (Face facing : other.faces()) {
                if (face.epoch() == facing.epoch()) {
                    boolean document = face.document() == facing.document();
                    int points = (document ? DOCUMENT : 0) + (near ? NEAR : 0) + person(face, facing);
                    return new Likeness(document, near, points);
                }
            }
        }
        return new Likeness(false, near, CONTRADICTION);
    }

    private static int person(Face one, Face other) {
        int pairs = one.sharedPairs(other);
        int fewest = Math.min(one.parts(), other.parts());
        if (one.months() == 0 || other.months() == 0) {
            return points(YEARS, pairs) + (pairs > 0 && all(pairs, fewest) ? 1 : 0);
        }
        boolean both = one.days() > 0 && other.days() > 0;
        int parts = both ? one.sharedDays(other) : one.sharedMonths(other);
        int points = points(both ? DAYS : MONTHS, parts);
        if (parts == 0) {
            return points + (pairs > 0 ? BUT_NAMES_AND_YEAR : 0);
        }
        return points + (parts == fewest ? 1 : 0) + (parts > 1 && pairs == 0 ? OTHER_SEX : 0);
    }

    /** Whether so many pairs are all that so many parts make. */
    private static boolean all(int pairs, int parts) {
        return pairs >= Math.max(1, parts * (parts - 1) / 2);
    }

    private static int points(int[] table, int shared) {
        return table[Math.min(shared, table.length - 1)];
    }
}
