package org.kivuko.model;

import java.time.OffsetDateTime;
import java.util.Optional;

/** The {@code data} of a crossing record: one traveller, one crossing. */
public record CrossingRecord(
        String recordId,
        String post,
        Direction direction,
        OffsetDateTime crossedAt,
        String surname,
        String givenNames,
        String dateOfBirth,
        String nationality,
        Sex sex,
        String docType,
        String docIssuer,
        String docNumber,
        Optional<String> docExpiry,
        Optional<String> transport,
        Optional<String> vehicleRegistration,
        CrossingOutcome outcome,
        Optional<String> mrzCheck)
        implements Payload {

    /** Says nothing of the traveller. */
    @Override
    public String toString() {
        return "CrossingRecord[" + recordId + "]";
    }
}
