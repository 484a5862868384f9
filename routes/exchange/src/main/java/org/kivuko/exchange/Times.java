package org.kivuko.exchange;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** How the hub writes instants: RFC 3339 in UTC, to the millisecond. */
public final class Times {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX");

    private Times() {}

    /** For example {@code 2026-11-01T08:00:00.000Z}. */
    public static String text(Instant instant) {
        return FORM.format(instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
    }
}
