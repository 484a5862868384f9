package org.kivuko.model.cap;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as CAP 1.2 writes them: to the second, with a numeric offset of at most 14 hours; never {@code Z}. */
final class CapTimes {
    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]((0\\d|1[0-3]):[0-5]\\d|14:00)");

    private CapTimes() {}

    static boolean isTime(String text) {
        return parse(text).isPresent();
    }

    /** The instant that the text names; empty where it is not written as CAP demands or does not exist. */
    static Optional<OffsetDateTime> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
