package org.kivuko.flow.surge;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Span;

/**
 * How periods of one rhythm repeat and how far back is looked. All in periods.
 *
 * @param cycle until the same place in the season: a week of days, a year of weeks or months
 * @param cycles so many are looked back upon
 * @param level so many last ones make the level
 * @param errors so many last errors make the width
 * @param enough from so many errors on there is a range
 * @param calm so many within the range end a departure
 */
record Season(int cycle, int cycles, int level, int errors, int enough, int calm) {
    private static final Season DAYS = new Season(7, 8, 10, 180, 28, 7);
    private static final Season WEEKS = new Season(52, 6, 5, 104, 26, 3);
    private static final Season MONTHS = new Season(12, 6, 5, 48, 12, 3);

    static Season of(Rhythm rhythm) {
        return switch (rhythm) {
            case DAY -> DAYS;
            case WEEK -> WEEKS;
            case MONTH -> MONTHS;
        };
    }

    /** The place of a period on the line of all periods of its rhythm. */
    static long place(Rhythm rhythm, Span period) {
        return switch (rhythm) {
            case DAY -> period.start().toEpochDay();
            case WEEK -> Math.floorDiv(period.start().toEpochDay() + 3, 7); // 1970-01-01 was a Thursday
            case MONTH -> ChronoUnit.MONTHS.between(LocalDate.EPOCH, period.start());
        };
    }
}
