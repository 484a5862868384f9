package org.kivuko.model.travel;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates of six places whose year has two digits. A birth is never after the day of the crossing; an expiry lies up to thirty
 * years before it or up to sixty-nine after it. Whether the day exists is checked with the message ({@code MRZ_05}).
 */
final class ShortDate {
    private static final int CENTURY = 100;
    private static final int LONG_EXPIRED = 30;
    private static final Pattern BIRTH = Pattern.compile("(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)|<<)|<<<<)");
    private static final Pattern WHOLE = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)");

    private ShortDate() {}

    /** {@code YYYY-MM-DD}, or less where the rest is unknown ({@code <<}); empty where it is no date of this form. */
    static Optional<String> birth(String text, LocalDate crossing) {
        Matcher parts = BIRTH.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String rest = Optional.ofNullable(parts.group(2))
                        .map(month -> "-" + month)
                        .orElse("")
                + Optional.ofNullable(parts.group(3)).map(day -> "-" + day).orElse("");
        int year = year(parts.group(1), crossing, candidate -> isAfter(candidate + rest, crossing) ? -CENTURY : 0);
        return Optional.of(year + rest);
    }

    /** {@code YYYY-MM-DD}; empty where it is no date of this form. */
    static Optional<String> expiry(String text, LocalDate crossing) {
        Matcher parts = WHOLE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int year = year(parts.group(1), crossing, candidate -> {
            int behind = crossing.getYear() - candidate;
            return behind > LONG_EXPIRED ? CENTURY : behind <= LONG_EXPIRED - CENTURY ? -CENTURY : 0;
        });
        return Optional.of(year + "-" + parts.group(2) + "-" + parts.group(3));
    }

    private static int year(String digits, LocalDate crossing, IntUnaryOperator correction) {
        int inThisCentury = crossing.getYear() / CENTURY * CENTURY + Integer.parseInt(digits);
        return inThisCentury + correction.applyAsInt(inThisCentury);
    }

    /** Whether no day of the period that a text names had come on the day of the crossing. */
    private static boolean isAfter(String date, LocalDate crossing) {
        return date.compareTo(crossing.toString().substring(0, date.length())) > 0;
    }
}
