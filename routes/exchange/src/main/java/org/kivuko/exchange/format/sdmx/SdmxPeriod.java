package org.kivuko.exchange.format.sdmx;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period as SDMX writes it: a day, a month, a week of ISO 8601, or a day and how long it lasts from there. Pure functions.
 *
 * @param start the first day
 * @param end the day after the last one
 */
record SdmxPeriod(LocalDate start, LocalDate end) {
    static final String EXPECTED =
            "a day (2026-10-31), a month (2026-10), a week (2026-W44) or a range (2026-10-01/P31D)";

    private static final Pattern DAY = Pattern.compile("[12]\\d{3}-\\d\\d-\\d\\d");
    private static final Pattern MONTH = Pattern.compile("([12]\\d{3})-M?(\\d\\d)");
    private static final Pattern WEEK = Pattern.compile("[12]\\d{3}-W\\d\\d");
    private static final Pattern RANGE = Pattern.compile("([12]\\d{3}-\\d\\d-\\d\\d)/(P[1-9]\\d{0,3}[DWM])");

    static Optional<SdmxPeriod> parse(String text) {
        try {
            return parsed(text);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<SdmxPeriod> parsed(String text) {
        if (DAY.matcher(text).matches()) {
            return Optional.of(of(LocalDate.parse(text), Period.ofDays(1)));
        }
        if (WEEK.matcher(text).matches()) {
            return Optional.of(of(LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE), Period.ofWeeks(1)));
        }
        Matcher month = MONTH.matcher(text);
        if (month.matches()) {
            YearMonth whole = YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)));
            return Optional.of(of(whole.atDay(1), Period.ofMonths(1)));
        }
        Matcher range = RANGE.matcher(text);
        return range.matches()
                ? Optional.of(of(LocalDate.parse(range.group(1)), Period.parse(range.group(2))))
                : Optional.empty();
    }

    private static SdmxPeriod of(LocalDate start, Period length) {
        return new SdmxPeriod(start, start.plus(length));
    }

    /** The shortest way to write it that says the same. */
    @Override
    public String toString() {
        long days = ChronoUnit.DAYS.between(start, end);
        if (days == 1) {
            return start.toString();
        }
        if (start.getDayOfMonth() == 1 && start.plusMonths(1).equals(end)) {
            return YearMonth.from(start).toString();
        }
        return days == 7 && start.getDayOfWeek().getValue() == 1
                ? String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        start.get(IsoFields.WEEK_BASED_YEAR),
                        start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
                : start + "/P" + days + "D";
    }
}
