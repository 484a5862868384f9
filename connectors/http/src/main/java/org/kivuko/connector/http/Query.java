package org.kivuko.connector.http;

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

    /** Every parameter once and known; else what is wrong, without its name or value. */
    static Reading<Map<String, String>> read(Request request, Set<String> known) {
        Optional<Fields> fields = parse(request);
        if (fields.isEmpty()) {
            return refused(Code.UNREADABLE, "the query is not percent-encoded UTF-8");
        }
        var found = new LinkedHashMap<String, String>();
        for (Fields.Field field : fields.get()) {
            if (!known.contains(field.getName())) {
                return refused(Code.SCHEMA_VIOLATION, "a query parameter is not known here" + listed(known));
            }
            if (field.getValues().size() != 1) {
                return refused(Code.SCHEMA_VIOLATION, "the query parameter " + field.getName() + " stands twice");
            }
            found.put(field.getName(), field.getValue());
        }
        return new Reading.Accepted<>(found, List.of());
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

    static <T> Reading<T> refused(Code code, String detail) {
        return new Reading.Refused<>(List.of(new Fault("", code, detail)));
    }
}
