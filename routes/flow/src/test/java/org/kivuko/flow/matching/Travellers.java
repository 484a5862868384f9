package org.kivuko.flow.matching;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.kivuko.flow.Way;
import org.kivuko.model.AgencyId;
import org.kivuko.model.CrossingOutcome;
import org.kivuko.model.CrossingRecord;
import org.kivuko.model.Direction;
import org.kivuko.model.Sex;

/** Crossing records for tests; what is not said is an adult Kenyan woman's with her passport. */
record Travellers(
        String id,
        String surname,
        String givenNames,
        String born,
        Sex sex,
        String nationality,
        String docType,
        String issuer,
        String number,
        Direction direction,
        Instant at) {
    static final Way WAY = new Way("KEN-BUSIA/UGA-BUSIA", "KEN-BUSIA", "UGA-BUSIA");
    static final AgencyId KENYA = AgencyId.parse("KEN.DIS").orElseThrow();
    static final AgencyId UGANDA = AgencyId.parse("UGA.DCIC").orElseThrow();
    static final Instant NOON = Instant.parse("2026-10-14T12:00:00Z");

    static Travellers exit(String id) {
        return new Travellers(
                id, "HASSAN ALI", "AMINA", "1990-05-17", Sex.F, "KEN", "PP", "KEN", "A1234567", Direction.EXIT, NOON);
    }

    static Travellers entry(String id) {
        return exit(id).with(Direction.ENTRY, NOON.plusSeconds(600));
    }

    private Travellers with(Direction direction, Instant at) {
        return new Travellers(id, surname, givenNames, born, sex, nationality, docType, issuer, number, direction, at);
    }

    Travellers at(Instant at) {
        return with(direction, at);
    }

    Travellers named(String surname, String givenNames) {
        return new Travellers(id, surname, givenNames, born, sex, nationality, docType, issuer, number, direction, at);
    }

    Travellers born(String born) {
        return new Travellers(id, surname, givenNames, born, sex, nationality, docType, issuer, number, direction, at);
    }

    Travellers nationality(String code) {
        return new Travellers(id, surname, givenNames, born, sex, code, docType, issuer, number, direction, at);
    }

    Travellers document(String docType, String issuer, String number) {
        return new Travellers(id, surname, givenNames, born, sex, nationality, docType, issuer, number, direction, at);
    }

    CrossingRecord record() {
        boolean leaves = direction == Direction.EXIT;
        return new CrossingRecord(
                id,
                leaves ? WAY.from() : WAY.to(),
                direction,
                at.atOffset(ZoneOffset.ofHours(3)),
                surname,
                givenNames,
                born,
                nationality,
                sex,
                docType,
                issuer,
                number,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                leaves ? CrossingOutcome.DEPARTED : CrossingOutcome.ADMITTED,
                Optional.empty());
    }

    AgencyId sender() {
        return direction == Direction.EXIT ? KENYA : UGANDA;
    }

    Optional<Marks> marks(Tokens tokens) {
        return tokens.of(sender(), WAY, record());
    }
}
