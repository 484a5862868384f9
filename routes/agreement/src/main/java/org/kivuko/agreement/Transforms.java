package org.kivuko.agreement;

import java.time.LocalDate;
import org.kivuko.agreement.Rule.Transform;

/**
 * Makes values say less, on the way from one state to another.
 *
 * @param day the day of the message, for ages
 */
record Transforms(String fromState, String toState, LocalDate day, PairHash hash) {
    /** Shorter values are masked whole: two of their characters would say too much. */
    private static final int SHORTEST_SHOWN = 6;

    private static final int SHOWN = 2;

    String apply(Transform transform, String value) {
        return switch (transform) {
            case YEAR -> Ages.year(value);
            case AGE_BAND -> Ages.band(value, day);
            case MASK -> mask(value);
            case HASH -> hash.hash(fromState, toState, value);
        };
    }

    /** Every letter and digit but the last two becomes a star. */
    static String mask(String value) {
        long all = value.codePoints().filter(Character::isLetterOrDigit).count();
        boolean isShort = value.codePointCount(0, value.length()) < SHORTEST_SHOWN;
        long hidden = isShort ? all : all - SHOWN;
        var masked = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); ) {
            int point = value.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                masked.appendCodePoint(hidden > 0 ? '*' : point);
                hidden--;
            } else {
                masked.appendCodePoint(point);
            }
        }
        return masked.toString();
    }
}
