package org.kivuko.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kivuko.model.Correction;

/**
 * By what content is known again when somebody sends on what it was given, under an id of its own: keyed digests of the
 * values that name a person, a document, a vehicle, a thing or a consignment. Taken of what was sent and of what was delivered, so that a value which
 * did not cross leaves no mark. Nothing can be read from a mark. Thread-safe.
 */
public final class SubjectMarks {
    private static final char MASK = '*';

    private final Digests digests;

    /** Marks under the secret of these digests. */
    public SubjectMarks(Digests digests) {
        this.digests = digests;
    }

    /**
     * The marks of a message's data.
     *
     * @param whole as sent or as delivered; of an alert, a crossing record, or whatever has a {@code subject}, or of the
     *     correction of one
     */
    Set<String> of(JsonNode whole) {
        JsonNode data = whole.has(Correction.REPLACEMENT) ? whole.get(Correction.REPLACEMENT) : whole;
        var marks = new TreeSet<String>();
        JsonNode subject = data.path("subject");
        JsonNode document = subject.path("document");
        JsonNode vehicle = subject.path("vehicle");
        addDocument(marks, document.path("issuer"), document.path("number"));
        if (filled(vehicle.path("country"), vehicle.path("registration"))) {
            marks.add(digests.mark(
                    "vehicle",
                    vehicle.path("country").asText(),
                    vehicle.path("registration").asText()));
        }
        addSerial(marks, "vin", vehicle.path("vin"));
        addSerial(marks, "object", subject.path("object").path("serial"));
        addSerial(marks, "consignment", subject.path("consignment").path("reference"));
        addPerson(marks, subject.path("person"));
        addPerson(marks, data);
        addDocument(marks, data.path("docIssuer"), data.path("docNumber"));
        return marks;
    }

    private void addSerial(Set<String> marks, String kind, JsonNode serial) {
        if (filled(serial)) {
            marks.add(digests.mark(kind, serial.asText()));
        }
    }

    /** The mark of a document. */
    public String document(String issuer, String number) {
        return digests.mark("document", issuer, number);
    }

    /** The mark of a person. */
    public String person(String surname, String givenNames, String dateOfBirth) {
        return digests.mark("person", surname, givenNames, dateOfBirth);
    }

    private void addDocument(Set<String> marks, JsonNode issuer, JsonNode number) {
        if (filled(issuer, number)) {
            marks.add(document(issuer.asText(), number.asText()));
        }
    }

    private void addPerson(Set<String> marks, JsonNode person) {
        JsonNode surname = person.path("surname");
        JsonNode givenNames = person.path("givenNames");
        JsonNode dateOfBirth = person.path("dateOfBirth");
        if (filled(surname, givenNames, dateOfBirth)) {
            marks.add(person(surname.asText(), givenNames.asText(), dateOfBirth.asText()));
        }
    }

    /** What was masked on its way names nothing any more. */
    private static boolean filled(JsonNode... values) {
        return Stream.of(values).map(JsonNode::asText).noneMatch(value -> value.isBlank() || value.indexOf(MASK) >= 0);
    }
}
