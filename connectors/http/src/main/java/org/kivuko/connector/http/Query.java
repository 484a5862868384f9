package org.kivuko.connector.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;

/** Reads the part of a URL behind the question mark, strictly. */
final class Query {
    private Query() {}

    /**
     * Every parameter once and known; else what is wrong, without its name or value.
     *
     * @param others whether those that are not known are left out in place of being refused
     */
    static Reading<Map<String, String>> read(Request request, Set<String> known, boolean others) {
        Optional<Fields> fields = parse(request);
        if (fields.isEmpty()) {
            return refused(Code.UNREADABLE, "the query is not percent-encoded UTF-8");
        }
        var found = new LinkedHashMap<String, String>();
        var faults = new ArrayList<Fault>();
        for (Fields.Field field : fields.get()) {
            boolean isKnown = known.contains(field.getName());
            if (!isKnown && others) {
                continue;
            }
            if (!isKnown) {
                faults.add(new Fault("", Code.SCHEMA_VIOLATION, "a query parameter is not known here" + listed(known)));
            } else if (field.getValues().size() != 1) {
                faults.add(fault(
                        field.getName(),
                        "it once, found it " + field.getValues().size() + " times"));
            }
            found.put(field.getName(), field.getValue());
        }
        return faults.isEmpty() ? new Reading.Accepted<>(found, List.of()) : new Reading.Refused<>(faults);
    }

    /** Jetty throws for bad escapes, and puts replacement characters for bad UTF-8. */
    private static Optional<Fields> parse(Request request) {
        try {
            Fields fields = Request.extractQueryParameters(request);
            boolean damaged = fields.stream()
                    .anyMatch(field -> field.getName().indexOf('\uFFFD') >= 0
                            || field.getValues().stream().anyMatch(value -> value.indexOf('\uFFFD') >= 0));
            return damaged ? Optional.empty() : Optional.of(fields);
        } catch (RuntimeException badEscape) {
            return Optional.empty();
        }
    }

    private static String listed(Set<String> known) {
        return known.isEmpty() ? "; none is" : "; known are " + String.join(", ", new TreeSet<>(known));
    }

    /** What is wrong with a parameter, with its name as the place. */
    static Fault fault(String name, String expected) {
        return new Fault("/" + name, Code.SCHEMA_VIOLATION, name + ": expected " + expected);
    }

    /** What is wrong with the parameter {@code max}. */
    static Fault max(int most) {
        return fault("max", "a number from 1 to " + most);
    }

    /** What is wrong with the parameter {@code after}. */
    static Fault after() {
        return fault("after", "what an earlier page named as next");
    }

    static <T> Reading<T> refused(Code code, String detail) {
        return new Reading.Refused<>(List.of(new Fault("", code, detail)));
    }

    /** An instant with its offset; empty where it is none, or one that no database knows. */
    static Optional<Instant> instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            // The database knows neither the year 0 nor what is far beyond.
            return instant.isAfter(Instant.parse("0001-01-02T00:00:00Z"))
                            && instant.isBefore(Instant.parse("9999-12-31T00:00:00Z"))
                    ? Optional.of(instant)
                    : Optional.empty();
        } catch (DateTimeParseException notAnInstant) {
            return Optional.empty();
        }
    }
}
