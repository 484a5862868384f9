package org.kivuko.exchange.matrix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.MatrixPermit;
import org.kivuko.agreement.MatrixPermit.Field;
import org.kivuko.agreement.MatrixRow;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;

/** The words of the matrix, the same in every form that people read. */
final class MatrixWords {
    private static final String SUBJECT = "subject.";

    private MatrixWords() {}

    static List<String> codes(Collection<? extends Coded> values) {
        return values.stream().map(Coded::code).sorted().toList();
    }

    static String recipients(MatrixPermit permit) {
        return permit.recipients().stream().map(AgencyId::toString).collect(Collectors.joining(", "));
    }

    static String alertTypes(MatrixPermit permit) {
        return permit.rule().alertTypes().stream()
                .map(Rule.AlertTypes::pattern)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static String purposes(MatrixPermit permit) {
        var purposes = codes(permit.rule().purposes());
        return purposes.isEmpty() ? "every purpose" : String.join(", ", purposes);
    }

    static String instrument(Agreement agreement) {
        return agreement.instrument().name()
                + agreement
                        .instrument()
                        .article()
                        .map(article -> ", " + article)
                        .orElse("");
    }

    /** Leaves by what they stand below: {@code person: surname, dateOfBirth (year)}. */
    static String fields(MatrixPermit permit) {
        if (permit.fields().isEmpty()) {
            return "none";
        }
        Map<String, List<String>> groups = new LinkedHashMap<>();
        permit.fields().forEach(field -> groups.computeIfAbsent(group(field), key -> new ArrayList<>())
                .add(leaf(field)));
        return groups.entrySet().stream()
                .map(group ->
                        (group.getKey().isEmpty() ? "" : group.getKey() + ": ") + String.join(", ", group.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String group(Field field) {
        int dot = field.path().lastIndexOf('.');
        var parent = dot < 0 ? "" : field.path().substring(0, dot).replace("[]", "");
        return parent.startsWith(SUBJECT) ? parent.substring(SUBJECT.length()) : parent;
    }

    private static String leaf(Field field) {
        var name = field.path().substring(field.path().lastIndexOf('.') + 1);
        return name
                + field.transform()
                        .map(transform -> " (" + transform.code() + ")")
                        .orElse("");
    }

    /** How much of persons a row lets cross, from nothing to who they are. */
    enum Depth {
        NOTHING("nothing crosses"),
        FACTS("no personal data"),
        DETAILS("details or free text, not who it is"),
        IDENTITY("who or what it is: a name, the number of a document or vehicle");

        private final String words;

        Depth(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Depth depth(MatrixRow row) {
        if (row.permits().isEmpty()) {
            return Depth.NOTHING;
        }
        var fields = row.permits().stream()
                .flatMap(permit -> permit.fields().stream())
                .toList();
        if (fields.stream()
                .anyMatch(field -> field.identity() && field.transform().isEmpty())) {
            return Depth.IDENTITY;
        }
        return fields.isEmpty() ? Depth.FACTS : Depth.DETAILS;
    }
}
