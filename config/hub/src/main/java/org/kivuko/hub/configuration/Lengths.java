package org.kivuko.hub.configuration;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads lengths of time as ISO 8601 writes them: none is zero, none is beyond reason. */
final class Lengths {
    private static final Pattern DURATION =
            Pattern.compile("P(?=.)(\\d{1,5}D)?(T(?=.)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}S)?)?");
    private static final Pattern PERIOD = Pattern.compile("P(?=.)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?");

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final LocalDate HUNDRED_YEARS = LocalDate.EPOCH.plusYears(100);

    private Lengths() {}

    /** Seconds to days, at most 366 days. */
    static Optional<Duration> duration(Value place) {
        return place.text().flatMap(text -> {
            var length = duration(text);
            if (length.isEmpty()) {
                place.wrong(
                        Value.quoted(text) + " is no length of time that can be kept",
                        "write days, hours and minutes, at most 366 days: PT15M, PT8H, P3D");
            }
            return length;
        });
    }

    /** The same without a place. */
    static Optional<Duration> duration(String text) {
        return DURATION.matcher(text).matches()
                ? Optional.of(Duration.parse(text)).filter(it -> !it.isZero() && it.compareTo(LONGEST) <= 0)
                : Optional.empty();
    }

    /** Whole days and upward, at most a hundred years. */
    static Optional<Period> period(Value place) {
        return place.text().flatMap(text -> {
            var length = PERIOD.matcher(text).matches()
                    ? Optional.of(Period.parse(text))
                            .filter(it ->
                                    !it.isZero() && !LocalDate.EPOCH.plus(it).isAfter(HUNDRED_YEARS))
                    : Optional.<Period>empty();
            if (length.isEmpty()) {
                place.wrong(
                        Value.quoted(text) + " is no period of days, weeks, months or years",
                        "write at least a day and at most a hundred years: P90D, P6M, P5Y");
            }
            return length;
        });
    }
}
