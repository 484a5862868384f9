package org.kivuko.flow.surge;

/**
 * How far from what is usual a count may lie.
 *
 * @param width half the range in usual errors (1.4826 times their median, as of a normal distribution), above 0; less means more
 *     alarms
 * @param least people, at least 0: a smaller distance from what is expected is none
 */
public record Sensitivity(double width, long least) {
    /** Of 25 years of a real post it proposes less than one alert a year and measure (see the tests). */
    public static final Sensitivity STANDARD = new Sensitivity(4, 20);

    public Sensitivity {
        if (!(width > 0) || least < 0) {
            throw new IllegalArgumentException("a range has a width, and people from 0 on");
        }
    }
}
