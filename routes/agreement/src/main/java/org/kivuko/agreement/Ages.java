package org.kivuko.agreement;

import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;

/**
 * Ages from dates of birth, which may lack day or month ({@code YYYY-MM-DD}, {@code YYYY-MM}, {@code YYYY}): the youngest
 * possible age counts, so that nobody who may be a child is taken for an adult. Pure functions.
 */
final class Ages {
    private static final int YEAR_ENDS = 4;
    private static final int MONTH_ENDS = 7;
    private static final int DAY_ENDS = 10;

    private Ages() {}

    /** Completed years on a day; negative before the birth. */
    static int youngest(String dateOfBirth, LocalDate day) {
        return Period.between(latestBirth(dateOfBirth), day).getYears();
    }

    /** A day or month that does not exist is moved to the nearest one: judging never fails on a date. */
    private static LocalDate latestBirth(String text) {
        int year = Integer.parseInt(text, 0, YEAR_ENDS, 10);
        int month = text.length() < MONTH_ENDS ? 12 : within(number(text, YEAR_ENDS + 1), 12);
        int last = YearMonth.of(year, month).lengthOfMonth();
        int day = text.length() < DAY_ENDS ? last : within(number(text, MONTH_ENDS + 1), last);
        return LocalDate.of(year, month, day);
    }

    private static int number(String text, int from) {
        return Integer.parseInt(text, from, from + 2, 10);
    }

    private static int within(int number, int most) {
        return Math.max(1, Math.min(number, most));
    }

    /** The four digits of the year. */
    static String year(String dateOfBirth) {
        return dateOfBirth.substring(0, YEAR_ENDS);
    }

    /** The band of flow reports that the youngest possible age falls into. */
    static String band(String dateOfBirth, LocalDate day) {
        int age = youngest(dateOfBirth, day);
        if (age < 5) {
            return "Y0T4";
        }
        if (age < 18) {
            return "Y5T17";
        }
        return age < 60 ? "Y18T59" : "Y_GE60";
    }
}
