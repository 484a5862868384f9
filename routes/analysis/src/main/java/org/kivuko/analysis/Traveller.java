package org.kivuko.analysis;

import java.util.Optional;
import java.util.Set;
import org.kivuko.model.ProtectionStatus;

/**
 * The person and the document that an alert or a crossing record is about.
 *
 * @param person whether a person is named at all; a document may be named without one
 * @param thread whether a message that this one refers to showed a sign of protection
 */
record Traveller(
        boolean person,
        Optional<String> nationality,
        Age age,
        Set<ProtectionStatus> protection,
        Optional<String> documentType,
        Optional<String> documentIssuer,
        boolean thread) {

    /** How a message tells how old a person is. */
    enum Age {
        ADULT,
        CHILD_BY_BIRTH,
        CHILD_BY_FLAG,
        UNKNOWN;

        boolean isChild() {
            return this == CHILD_BY_BIRTH || this == CHILD_BY_FLAG;
        }
    }

    private static final Set<String> SIGNS_IN_NATIONALITY = Set.of("XXA", "XXB", "XXC");
    private static final Set<String> SIGNS_IN_DOCUMENT = Set.of("PR", "PS", "XA");

    /** For messages that name neither person nor document. */
    static final Traveller NOBODY =
            new Traveller(false, Optional.empty(), Age.UNKNOWN, Set.of(), Optional.empty(), Optional.empty(), false);

    boolean isChild() {
        return person && age.isChild();
    }

    boolean isVictim() {
        return protection.contains(ProtectionStatus.VICTIM);
    }

    /** Whether the message or its thread shows that the person sought protection. */
    boolean isProtected() {
        return thread
                || !protection.isEmpty()
                || nationality.filter(SIGNS_IN_NATIONALITY::contains).isPresent()
                || hasDocumentOfProtection();
    }

    boolean hasDocumentOfProtection() {
        return documentType.filter(SIGNS_IN_DOCUMENT::contains).isPresent();
    }

    /** The person's own state, as far as the message tells it: by nationality, else by who issued the document. */
    Optional<String> ownState() {
        var state = nationality.filter(Traveller::namesAState);
        return state.isPresent() || hasDocumentOfProtection() ? state : documentIssuer.filter(Traveller::namesAState);
    }

    /** Whether a message about this traveller has a member; true for those that no traveller lacks. */
    boolean has(String path) {
        return switch (path) {
            case "subject.person.nationality" -> nationality.isPresent();
            case "subject.person.dateOfBirth" -> person && (age == Age.ADULT || age == Age.CHILD_BY_BIRTH);
            case "subject.person.minor" -> person && age == Age.CHILD_BY_FLAG;
            case "subject.person.protection" -> person && !protection.isEmpty();
            case "subject.document.type" -> documentType.isPresent();
            case "subject.document.issuer" -> documentIssuer.isPresent();
            default -> person || !path.startsWith("subject.person");
        };
    }

    /** Of the codes that {@link Travellers} uses. */
    private static boolean namesAState(String code) {
        return !code.startsWith("X") && !code.equals(Travellers.NO_STATE);
    }
}
