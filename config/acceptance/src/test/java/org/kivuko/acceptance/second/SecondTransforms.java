package org.kivuko.acceptance.second;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.kivuko.agreement.PairHash;

/** What becomes of a value that may not cross as it is written. */
final class SecondTransforms {
    /** From the weakest to the strongest. */
    static final List<String> BY_STRENGTH = List.of("year", "ageBand", "mask", "hash");

    private static final int SHORT = 6;
    private static final int LEFT = 2;

    private SecondTransforms() {}

    static String apply(String transform, String value, LocalDate day, Question question, PairHash hash) {
        return switch (transform) {
            case "year" -> value.substring(0, 4);
            case "ageBand" -> band(age(value, day));
            case "mask" -> mask(value);
            case "hash" ->
                hash.hash(question.fromState(), question.toState(), Normalizer.normalize(value, Normalizer.Form.NFC));
            default -> throw new IllegalStateException("no transform " + transform);
        };
    }

    /** The youngest that somebody born then can be. */
    static long age(String birth, LocalDate day) {
        var parts = birth.split("-", -1);
        var year = Integer.parseInt(parts[0]);
        var latest =
                switch (parts.length) {
                    case 1 -> LocalDate.of(year, 12, 31);
                    case 2 -> YearMonth.parse(birth).atEndOfMonth();
                    default -> LocalDate.parse(birth);
                };
        return ChronoUnit.YEARS.between(latest, day);
    }

    private static String band(long age) {
        if (age < 5) {
            return "Y0T4";
        }
        if (age < 18) {
            return "Y5T17";
        }
        return age < 60 ? "Y18T59" : "Y_GE60";
    }

    private static String mask(String value) {
        var points = value.codePoints().toArray();
        var left = points.length < SHORT ? 0 : LEFT;
        for (int place = points.length - 1; place >= 0; place--) {
            if (Character.isLetterOrDigit(points[place])) {
                if (left > 0) {
                    left--;
                } else {
                    points[place] = '*';
                }
            }
        }
        return new String(points, 0, points.length);
    }
}
