package org.kivuko.acceptance.bench;

/**
 * What a figure ought to be.
 *
 * @param kind how it is compared
 * @param bound with what
 */
record Goal(Kind kind, double bound) {
    /** How a figure is compared with its goal. */
    enum Kind {
        /** The median must not be below. */
        AT_LEAST,
        /** The median must not be above. */
        AT_MOST,
        /** The interval in which the median lies in 95 % of all cases must reach down to it. */
        REACHES
    }

    static Goal atLeast(double bound) {
        return new Goal(Kind.AT_LEAST, bound);
    }

    static Goal atMost(double bound) {
        return new Goal(Kind.AT_MOST, bound);
    }

    static Goal reaches(double bound) {
        return new Goal(Kind.REACHES, bound);
    }

    boolean met(Spread spread) {
        return switch (kind) {
            case AT_LEAST -> spread.median() >= bound;
            case AT_MOST -> spread.median() <= bound;
            case REACHES -> spread.lowerEndOfMedian() <= bound;
        };
    }

    /** As a table has it. */
    String text() {
        return switch (kind) {
            case AT_LEAST -> "at least " + number();
            case AT_MOST -> "at most " + number();
            case REACHES -> "95 % interval reaches " + number();
        };
    }

    private String number() {
        return bound == Math.rint(bound) ? "%.0f".formatted(bound) : "%.1f".formatted(bound);
    }
}
