package org.kivuko.analysis;

import java.util.Set;
import org.kivuko.model.MessageType;

/**
 * What shows who a person is, from the text of the protections PR-4 and PR-5: written here a second time on purpose, since a
 * guarantee that asked the engine's own list would be blind to a gap in it.
 */
final class IdentityPaths {
    private static final Set<String> OF_ALERTS = Set.of(
            "subject.person.surname",
            "subject.person.givenNames",
            "subject.person.dateOfBirth",
            "subject.person.nationality",
            "subject.person.protection",
            "subject.document.number",
            "subject.document.expiry",
            "subject.vehicle.registration",
            "subject.vehicle.vin");
    private static final Set<String> OF_RECORDS = Set.of(
            "surname", "givenNames", "dateOfBirth", "nationality", "docNumber", "docExpiry", "vehicleRegistration");

    private IdentityPaths() {}

    /** Whether one of these paths shows who a person is, in a message about this. */
    static boolean in(Topic topic, Set<String> paths) {
        return paths.stream().anyMatch(path -> shows(topic, path));
    }

    private static boolean shows(Topic topic, String path) {
        if (topic.type() == MessageType.CROSSING_RECORD) {
            return OF_RECORDS.contains(path);
        }
        boolean aboutSubject = topic.isAlert() || topic.type() == MessageType.REQUEST;
        boolean ofDocument =
                topic.alertType().filter(type -> type.code().startsWith("DOC-")).isPresent();
        return aboutSubject
                && (Paths.freeText(topic.type(), path)
                        || (OF_ALERTS.contains(path) && !(ofDocument && path.equals("subject.document.number"))));
    }
}
