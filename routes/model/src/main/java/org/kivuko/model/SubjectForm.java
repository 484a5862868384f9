package org.kivuko.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of an alert's subject: at most one of each kind. */
final class SubjectForm {
    private static final Kind<Sex> SEX = Kinds.word(Sex.class);
    private static final Kind<List<ProtectionStatus>> PROTECTION =
            Kinds.distinct(0, 5, Kinds.word(ProtectionStatus.class));
    private static final Kind<String> HS_CODE =
            Kinds.text(Pattern.compile("[0-9]{2}[0-9.]{0,12}"), "a code of the Harmonized System");
    private static final Kind<Double> QUANTITY = Kinds.number(0, 1e15);

    private static final Kind<Alert.Person> PERSON = Kinds.object(SubjectForm::person);
    private static final Kind<Alert.TravelDocument> DOCUMENT = Kinds.object(SubjectForm::document);
    private static final Kind<Alert.Vehicle> VEHICLE = Kinds.object(SubjectForm::vehicle);
    private static final Kind<Alert.Thing> OBJECT = Kinds.object(SubjectForm::thing);
    private static final Kind<Alert.Consignment> CONSIGNMENT = Kinds.object(SubjectForm::consignment);
    private static final Kind<Alert.EventCount> EVENT = Kinds.object(SubjectForm::event);

    /** A referral says that somebody needs help, never who. */
    private static final Kind<Alert.Person> NOBODY = (node, place, faults) -> {
        faults.form(place, "a PROT-REFERRAL names no person");
        return null;
    };

    /** A subject that may be anybody and anything. */
    static final Kind<Alert.Subject> SUBJECT = subject(PERSON);

    private SubjectForm() {}

    static Kind<Alert.Subject> of(AlertType alertType) {
        return alertType == AlertType.PROT_REFERRAL ? subject(NOBODY) : SUBJECT;
    }

    private static Kind<Alert.Subject> subject(Kind<Alert.Person> person) {
        return Kinds.object(subject -> new Alert.Subject(
                subject.may("person", person),
                subject.may("document", DOCUMENT),
                subject.may("vehicle", VEHICLE),
                subject.may("object", OBJECT),
                subject.may("consignment", CONSIGNMENT),
                subject.may("event", EVENT)));
    }

    private static Alert.Person person(Members person) {
        return new Alert.Person(
                person.may("surname", Forms.NAME),
                person.may("givenNames", Forms.NAME),
                person.may("dateOfBirth", Forms.BIRTH),
                person.may("nationality", Forms.STATE),
                person.may("sex", SEX),
                Set.copyOf(person.list("protection", PROTECTION)),
                person.may("minor", Kinds.FLAG).orElse(false));
    }

    private static Alert.TravelDocument document(Members document) {
        return new Alert.TravelDocument(
                document.may("type", Forms.MARK),
                document.may("issuer", Forms.STATE),
                document.may("number", Forms.MARK),
                document.may("expiry", Forms.FULL_DATE));
    }

    private static Alert.Vehicle vehicle(Members vehicle) {
        return new Alert.Vehicle(
                vehicle.may("registration", Forms.MARK),
                vehicle.may("country", Forms.STATE),
                vehicle.may("make", Forms.NAME),
                vehicle.may("model", Forms.NAME),
                vehicle.may("colour", Forms.NAME),
                vehicle.may("vin", Forms.MARK));
    }

    private static Alert.Thing thing(Members thing) {
        return new Alert.Thing(
                thing.may("kind", Forms.NAME), thing.may("maker", Forms.NAME), thing.may("serial", Forms.MARK));
    }

    private static Alert.Consignment consignment(Members consignment) {
        return new Alert.Consignment(
                consignment.may("reference", Forms.NAME),
                consignment.may("goods", Forms.NAME),
                consignment.may("hsCode", HS_CODE),
                AreaForm.asDouble(consignment.may("quantity", QUANTITY)),
                consignment.may("unit", Forms.NAME),
                consignment.may("container", Forms.MARK));
    }

    private static Alert.EventCount event(Members event) {
        Optional<Long> count = event.may("count", Forms.COUNT);
        return new Alert.EventCount(
                event.may("kind", Forms.CODE), AreaForm.asLong(count), event.may("since", Kinds.INSTANT));
    }
}
