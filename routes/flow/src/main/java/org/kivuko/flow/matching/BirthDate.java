package org.kivuko.flow.matching;

import java.util.Optional;

/**
 * A date of birth as precisely as it is known: {@code YYYY-MM-DD}, {@code YYYY-MM} or {@code YYYY}. The first of January is
 * what registers write where only the year is known, so it is taken for that.
 */
record BirthDate(String year, Optional<String> month, Optional<String> day) {
    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;
    private static final String UNKNOWN = "-01-01";

    static BirthDate of(String text) {
        boolean yearOnly = text.length() < MONTH || text.endsWith(UNKNOWN);
        return new BirthDate(
                text.substring(0, YEAR),
                yearOnly ? Optional.empty() : Optional.of(text.substring(0, MONTH)),
                yearOnly || text.length() < DAY ? Optional.empty() : Optional.of(text));
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "BirthDate[...]";
    }
}
