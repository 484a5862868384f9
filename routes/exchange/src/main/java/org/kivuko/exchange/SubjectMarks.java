package org.kivuko.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * By what content is known again when somebody sends on what it was given, under an id of its own: keyed digests of the
 * values that name a person, a document or a vehicle. Taken of what was sent and of what was delivered, so that a value which
 * did not cross leaves no mark. Nothing can be read from a mark. Thread-safe.
 */
final class SubjectMarks {
    private final Digests digests;

    SubjectMarks(Digests digests) {
        this.digests = digests;
    }

    /**
     * The marks of a message's data.
     *
     * @param data as sent or as delivered; of an alert, a crossing record, or whatever has a {@code subject}
     */
    Set<String> of(JsonNode data) {
        var marks = new TreeSet<String>();
        JsonNode subject = data.path("subject");
        JsonNode document = subject.path("document");
        JsonNode vehicle = subject.path("vehicle");
        add(marks, "document", document.path("issuer"), document.path("number"));
        add(marks, "vehicle", vehicle.path("country"), vehicle.path("registration"));
        addPerson(marks, subject.path("person"));
        addPerson(marks, data);
        add(marks, "document", data.path("docIssuer"), data.path("docNumber"));
        return marks;
    }

    private void addPerson(Set<String> marks, JsonNode person) {
        add(marks, "person", person.path("surname"), person.path("givenNames"), person.path("dateOfBirth"));
    }

    private void add(Set<String> marks, String kind, JsonNode... values) {
        var texts = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i].asText();
            if (texts[i].isBlank()) {
                return;
            }
        }
        marks.add(digests.mark(kind, texts));
    }
}
