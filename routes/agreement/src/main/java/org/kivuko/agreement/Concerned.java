package org.kivuko.agreement;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.Alert;
import org.kivuko.model.CrossingRecord;
import org.kivuko.model.Message;
import org.kivuko.model.ProtectionStatus;

/**
 * The person whom a message is about, as far as protections and rules ask for it.
 *
 * @param person whether the message is about a person at all; a document may be named without one
 */
record Concerned(
        boolean person,
        Optional<String> nationality,
        Optional<String> dateOfBirth,
        boolean minor,
        Set<ProtectionStatus> protection,
        Optional<String> documentType,
        Optional<String> documentIssuer) {
    private static final Concerned NOBODY = new Concerned(
            false, Optional.empty(), Optional.empty(), false, Set.of(), Optional.empty(), Optional.empty());

    private static final int OF_AGE = 18;

    /** ICAO Doc 9303: stateless person, refugee of the 1951 Convention, other refugee. */
    private static final Set<String> PROTECTED_NATIONALITIES = Set.of("XXA", "XXB", "XXC");

    /** Passports of refugees and of stateless persons (ICAO Doc 9303), certificates of asylum seekers. */
    private static final Set<String> PROTECTED_DOCUMENTS = Set.of("PR", "PS", "XA");

    /** Codes of ICAO Doc 9303 that name no state, beside all that begin with X (left to users by ISO 3166-1). */
    private static final Set<String> NO_STATES = Set.of("UNO", "UNA", "UNK", "EUE", "NTZ");

    static Concerned of(Message message) {
        var content = message.content();
        return content.payload() instanceof CrossingRecord crossing
                ? of(crossing)
                : content.subject().map(Concerned::of).orElse(NOBODY);
    }

    private static Concerned of(Alert.Subject subject) {
        var person = subject.person();
        return new Concerned(
                person.isPresent(),
                person.flatMap(Alert.Person::nationality),
                person.flatMap(Alert.Person::dateOfBirth),
                person.map(Alert.Person::minor).orElse(false),
                person.map(Alert.Person::protection).orElse(Set.of()),
                subject.document().flatMap(Alert.TravelDocument::type),
                subject.document().flatMap(Alert.TravelDocument::issuer));
    }

    static Concerned of(CrossingRecord crossing) {
        return new Concerned(
                true,
                Optional.of(crossing.nationality()),
                Optional.of(crossing.dateOfBirth()),
                false,
                Set.of(),
                Optional.of(crossing.docType()),
                Optional.of(crossing.docIssuer()));
    }

    /** The signs of protection PR-1. */
    boolean showsProtection() {
        return !protection.isEmpty()
                || (nationality.isPresent() && PROTECTED_NATIONALITIES.contains(nationality.get()))
                || hasProtectedDocument();
    }

    private boolean hasProtectedDocument() {
        return documentType.isPresent() && PROTECTED_DOCUMENTS.contains(documentType.get());
    }

    /**
     * The person's own state: the nationality, or, where that names no state, the issuer of a document that was not given
     * for protection.
     */
    Optional<String> ownState() {
        var state = nationality.filter(Concerned::namesState);
        return state.isPresent() || hasProtectedDocument() ? state : documentIssuer.filter(Concerned::namesState);
    }

    private static boolean namesState(String code) {
        return !code.startsWith("X") && !NO_STATES.contains(code);
    }

    /** Whether the person is a child, or may be one. */
    boolean isChild(OffsetDateTime time) {
        return minor || (dateOfBirth.isPresent() && Ages.youngest(dateOfBirth.get(), time.toLocalDate()) < OF_AGE);
    }

    boolean isVictim() {
        return protection.contains(ProtectionStatus.VICTIM);
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "Concerned[...]";
    }
}
