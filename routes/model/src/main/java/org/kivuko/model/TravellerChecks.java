package org.kivuko.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Persons, documents and vehicles as machine-readable travel documents write them (ICAO Doc 9303). */
final class TravellerChecks {
    /** Doc 9303-3, 4.1: what stands in a machine-readable zone; other signs are written as the filler there. */
    private static final Pattern NUMBER = Pattern.compile("[A-Z0-9][A-Z0-9<]{0,21}");

    /** Passports with their second letter (Doc 9303-4), cards and visas, and what the region uses beside them. */
    private static final Pattern TYPE = Pattern.compile("P[PEDORTSLMU]?|[AC][A-UW-Z]?|I[A-UW-Z]?|V[A-Z]?|X[ISTBA0]");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final Faults faults;

    private TravellerChecks(Faults faults) {
        this.faults = faults;
    }

    static void check(Alert.Subject of, Place data, Faults faults) {
        TravellerChecks checks = new TravellerChecks(faults);
        Place subject = data.at("subject");
        of.person().ifPresent(person -> checks.person(person, subject.at("person")));
        of.document().ifPresent(document -> checks.document(document, subject.at("document")));
        of.vehicle()
                .flatMap(Alert.Vehicle::country)
                .ifPresent(
                        country -> checks.state(country, subject.at("vehicle").at("country")));
    }

    static void check(CrossingRecord record, Place data, Faults faults) {
        TravellerChecks checks = new TravellerChecks(faults);
        checks.name(record.surname(), data.at("surname"));
        checks.name(record.givenNames(), data.at("givenNames"));
        checks.date(record.dateOfBirth(), data.at("dateOfBirth"));
        checks.state(record.nationality(), data.at("nationality"));
        checks.type(record.docType(), data.at("docType"));
        checks.state(record.docIssuer(), data.at("docIssuer"));
        checks.number(record.docNumber(), data.at("docNumber"));
        record.docExpiry().ifPresent(expiry -> checks.date(expiry, data.at("docExpiry")));
    }

    private void person(Alert.Person person, Place place) {
        person.surname().ifPresent(name -> name(name, place.at("surname")));
        person.givenNames().ifPresent(name -> name(name, place.at("givenNames")));
        person.dateOfBirth().ifPresent(date -> date(date, place.at("dateOfBirth")));
        person.nationality().ifPresent(code -> state(code, place.at("nationality")));
    }

    private void document(Alert.TravelDocument document, Place place) {
        document.type().ifPresent(type -> type(type, place.at("type")));
        document.issuer().ifPresent(code -> state(code, place.at("issuer")));
        document.number().ifPresent(number -> number(number, place.at("number")));
        document.expiry().ifPresent(date -> date(date, place.at("expiry")));
    }

    private void number(String number, Place place) {
        expect(
                NUMBER.matcher(number).matches(),
                place,
                Code.MRZ_01,
                "expected 1 to 22 of A-Z, 0-9 and <, which stands for a space or a hyphen, beginning with a letter or digit");
    }

    private void state(String code, Place place) {
        expect(StateCodes.knows(code), place, Code.MRZ_02, "expected a code of ISO 3166-1 alpha-3 or ICAO Doc 9303-3");
    }

    private void type(String type, Place place) {
        expect(
                TYPE.matcher(type).matches(),
                place,
                Code.MRZ_03,
                "expected P, PP, PE, PD, PO, PR, PT, PS, PL, PM or PU, a card (A, C, I), a visa (V), or XI, XS, XT, XB, XA, X0");
    }

    private void name(String name, Place place) {
        expect(LETTER.matcher(name).find(), place, Code.MRZ_04, "expected a name with at least one letter");
    }

    private void date(String date, Place place) {
        String first = "-01-01";
        String whole = date + first.substring(date.length() - "YYYY".length());
        boolean exists = parse(whole).isPresent();
        expect(exists, place, Code.MRZ_05, "expected a date of the calendar");
    }

    private static Optional<LocalDate> parse(String date) {
        try {
            return Optional.of(LocalDate.parse(date));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private void expect(boolean holds, Place place, Code code, String detail) {
        if (!holds) {
            faults.add(place, code, detail);
        }
    }
}
