package org.kivuko.connector.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Which calls are to end, and how their answers say so: {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594) and a link to
 * what to use instead. Immutable.
 */
record Endings(List<Ending> all) {
    /** What a call has to stay for after it was said that it ends, so that an agency can follow in its own time. */
    static final int MONTHS = 12;

    /** Nothing ends. A call that is to end stands here and is {@code deprecated} in openapi.json; a test compares both. */
    static final Endings TABLE = new Endings(List.of());

    Endings {
        all = List.copyOf(all);
    }

    /**
     * A call that is to end.
     *
     * @param method and path as {@code openapi.json} writes them
     * @param deprecated since when nothing new should use it
     * @param sunset from when on it may be gone; empty where that is not known yet
     * @param instead where it is said what to use instead
     */
    record Ending(String method, String path, Instant deprecated, Optional<Instant> sunset, String instead) {
        Ending {
            Instant earliest =
                    deprecated.atOffset(ZoneOffset.UTC).plusMonths(MONTHS).toInstant();
            if (sunset.filter(earliest::isAfter).isPresent()) {
                throw new IllegalArgumentException(
                        method + " " + path + " ends before " + earliest + ": a call stays " + MONTHS + " months");
            }
        }
    }

    /** The same answer; with the headers where the call is to end. */
    Answer marking(Routes.Target target, Answer answer) {
        if (all.isEmpty() || !(target instanceof Routes.Found found)) {
            return answer;
        }
        return all.stream()
                .filter(ending -> ending.method().equals(found.route().method())
                        && ending.path().equals(found.route().shownPath()))
                .findFirst()
                .map(ending -> marked(ending, answer))
                .orElse(answer);
    }

    private static Answer marked(Ending ending, Answer answer) {
        Answer marked = answer.with("Deprecation", "@" + ending.deprecated().getEpochSecond())
                .with("Link", "<" + ending.instead() + ">; rel=\"deprecation\"; type=\"text/html\"");
        return ending.sunset()
                .map(sunset -> marked.with(
                        "Sunset", DateTimeFormatter.RFC_1123_DATE_TIME.format(sunset.atOffset(ZoneOffset.UTC))))
                .orElse(marked);
    }
}
