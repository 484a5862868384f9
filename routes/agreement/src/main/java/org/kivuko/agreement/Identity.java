package org.kivuko.agreement;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kivuko.model.MessageType;

/** What shows who a person is: the members that protections PR-4 and PR-5 remove as if no rule kept them. */
final class Identity {
    /** Counts as identity, but not where the alert is about the document itself ({@code DOC-*}). */
    private static final String DOCUMENT_NUMBER = "subject.document.number";

    private static final List<String> OF_SUBJECT = List.of(
            "subject.person.surname",
            "subject.person.givenNames",
            "subject.person.dateOfBirth",
            "subject.person.nationality",
            "subject.person.protection",
            DOCUMENT_NUMBER,
            "subject.document.expiry",
            "subject.vehicle.registration",
            "subject.vehicle.vin");

    private static final Map<MessageType, List<String>> PATHS = Map.of(
            MessageType.ALERT,
            OF_SUBJECT,
            MessageType.REQUEST,
            OF_SUBJECT,
            MessageType.CROSSING_RECORD,
            List.of(
                    "surname",
                    "givenNames",
                    "dateOfBirth",
                    "nationality",
                    "docNumber",
                    "docExpiry",
                    "vehicleRegistration"));

    private static final Map<MessageType, BitSet> LEAVES = new EnumMap<>(MessageType.class);
    private static final BitSet LEAVES_OF_DOCUMENT_ALERT;

    static {
        for (MessageType type : MessageType.values()) {
            var members = Members.of(type);
            var leaves = new BitSet();
            if (PATHS.containsKey(type)) {
                leaves.or(members.freeText());
                PATHS.get(type).forEach(path -> leaves.set(number(members, path)));
            }
            LEAVES.put(type, leaves);
        }
        LEAVES_OF_DOCUMENT_ALERT = (BitSet) LEAVES.get(MessageType.ALERT).clone();
        LEAVES_OF_DOCUMENT_ALERT.clear(number(Members.of(MessageType.ALERT), DOCUMENT_NUMBER));
    }

    private Identity() {}

    private static int number(Members members, String path) {
        return members.at(path).orElseThrow().number();
    }

    /** The leaves of a type; not to be changed. */
    static BitSet of(MessageType type) {
        return LEAVES.get(type);
    }

    /** The leaves of an alert about a document; not to be changed. */
    static BitSet ofDocumentAlert() {
        return LEAVES_OF_DOCUMENT_ALERT;
    }
}
