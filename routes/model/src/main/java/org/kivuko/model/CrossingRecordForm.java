package org.kivuko.model;

/** The form of a crossing record's {@code data}. */
final class CrossingRecordForm {
    static final Kind<Payload> CROSSING_RECORD = Kinds.object(CrossingRecordForm::read);

    private static final Kind<Direction> DIRECTION = Kinds.word(Direction.class);
    private static final Kind<Sex> SEX = Kinds.word(Sex.class);
    private static final Kind<CrossingOutcome> OUTCOME = Kinds.word(CrossingOutcome.class);
    private static final Kind<String> MRZ_CHECK = Kinds.oneOf("PASS", "FAIL", "NONE");

    private CrossingRecordForm() {}

    private static CrossingRecord read(Members data) {
        return new CrossingRecord(
                data.need("recordId", Forms.ID),
                data.need("post", Forms.POST),
                data.need("direction", DIRECTION),
                data.need("crossedAt", Kinds.INSTANT),
                data.need("surname", Forms.NAME),
                data.need("givenNames", Forms.NAME),
                data.need("dateOfBirth", Forms.BIRTH),
                data.need("nationality", Forms.STATE),
                data.need("sex", SEX),
                data.need("docType", Forms.MARK),
                data.need("docIssuer", Forms.STATE),
                data.need("docNumber", Forms.MARK),
                data.may("docExpiry", Forms.FULL_DATE),
                data.may("transport", Forms.TRANSPORT),
                data.may("vehicleRegistration", Forms.MARK),
                data.need("outcome", OUTCOME),
                data.may("mrzCheck", MRZ_CHECK));
    }
}
