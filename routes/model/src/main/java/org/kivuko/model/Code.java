package org.kivuko.model;

/**
 * Every reason for which a message, a recipient or a call is refused. A code keeps its meaning for ever; a retired one is
 * never used again. All are listed in {@code config/schemas/CODES.md}.
 */
public enum Code implements Coded {
    NO_AGREEMENT(422, Actor.OPERATOR, "no agreement between the two states names this exchange"),
    NOT_IN_FORCE(422, Actor.OPERATOR, "the agreement is not in force at this instant"),
    SUSPENDED(422, Actor.OPERATOR, "the agreement is suspended"),
    NOT_RECIPROCAL(422, Actor.OPERATOR, "the annex has not been accepted by both states"),
    AUTHORITY_NOT_COMPETENT(422, Actor.SENDER, "the sending or receiving agency is not named by the agreement"),
    POST_NOT_COVERED(422, Actor.SENDER, "the post is not covered by the agreement"),
    PURPOSE_NOT_PERMITTED(422, Actor.SENDER, "the purpose is not permitted by the agreement"),
    TYPE_NOT_PERMITTED(422, Actor.SENDER, "the type of message is not permitted by the agreement"),
    STATUS_NOT_PERMITTED(422, Actor.SENDER, "the status is not permitted by the agreement"),
    SEVERITY_TOO_LOW(422, Actor.SENDER, "the severity is below what the agreement lets cross"),
    TRAVELLER_NOT_COVERED(422, Actor.SENDER, "the group of travellers is not covered by the agreement"),
    PROHIBITED(422, Actor.OPERATOR, "a rule of the agreement prohibits this exchange"),
    ELEMENT_MISSING(422, Actor.SENDER, "a field that the agreement requires is missing"),
    LANGUAGE_NOT_ACCEPTED(422, Actor.SENDER, "the language is not accepted by the agreement"),
    EVALUATION_MISSING(422, Actor.SENDER, "the agreement requires an evaluation of the source"),
    NOT_A_PARTICIPANT(422, Actor.OPERATOR, "the agency takes no part in this exercise"),
    RECIPIENT_FULL(422, Actor.OPERATOR, "the recipient has too many waiting messages"),
    OVERTAKEN(422, Actor.SENDER, "a version of the alert that was sent later was accepted before"),
    RECALLED(422, Actor.SENDER, "the sender has recalled the message"),
    HANDLING_TOO_HIGH(422, Actor.SENDER, "the handling code is higher than the agreement lets cross"),
    CONSENT_REQUIRED(422, Actor.SENDER, "the originator has to consent first"),
    REVIEW_REQUIRED(422, Actor.OPERATOR, "an officer has to review the message first"),
    RATE_EXCEEDED(429, Actor.SENDER, "too many messages in the time that is allowed"),
    TOO_LARGE(413, Actor.SENDER, "the message is larger than is allowed"),
    EXPIRED(422, Actor.SENDER, "the message has expired"),
    DUPLICATE(422, Actor.SENDER, "the message was already received"),
    CONFLICT(409, Actor.SENDER, "another message with other content holds this id"),
    UNREADABLE(400, Actor.SENDER, "the bytes are not a message that this hub can read"),
    SCHEMA_VIOLATION(422, Actor.SENDER, "the message does not have the form that its type demands"),
    UNKNOWN_ADDRESS(422, Actor.SENDER, "an address names nobody"),
    UNKNOWN_REFERENCE(422, Actor.SENDER, "a reference names no message that the caller sent or was handed"),
    NOT_SENDER(403, Actor.SENDER, "the caller is not the sender it claims to be"),
    NOT_DELIVERABLE(422, Actor.SENDER, "the message cannot be delivered"),
    NOT_AUTHENTICATED(401, Actor.SENDER, "no key, or a key that is not known"),
    NOT_FOUND(404, Actor.SENDER, "there is nothing here for the caller"),
    METHOD(405, Actor.SENDER, "the method is not offered here"),
    NOT_ACCEPTABLE(406, Actor.SENDER, "the content is not available in the form asked for"),
    MEDIA_TYPE(415, Actor.SENDER, "the media type is not taken here"),
    NOT_ALLOWED(403, Actor.SENDER, "the caller has no right to this"),
    NOT_AVAILABLE(503, Actor.HUB, "the hub cannot do this at the moment"),
    CAP_01(422, Actor.SENDER, "an identifier or sender has a character that CAP forbids there"),
    CAP_02(422, Actor.SENDER, "a time is not written as CAP 1.2 demands"),
    CAP_03(422, Actor.SENDER, "scope Restricted needs a restriction"),
    CAP_04(422, Actor.SENDER, "a restriction stands beside another scope than Restricted"),
    CAP_05(422, Actor.SENDER, "scope Private needs addresses"),
    CAP_06(422, Actor.SENDER, "the addresses cannot be read"),
    CAP_07(422, Actor.SENDER, "the references are not complete triples"),
    CAP_08(422, Actor.SENDER, "the alert refers to itself or to a later one"),
    CAP_09(422, Actor.SENDER, "an Update, Cancel, Ack or Error refers to no message"),
    CAP_10(422, Actor.SENDER, "an exercise does not name its exercise in the note"),
    CAP_11(422, Actor.SENDER, "status System and Draft do not leave their network"),
    CAP_12(422, Actor.SENDER, "an Alert or Update needs an info block"),
    CAP_13(422, Actor.SENDER, "an alert needs an instant of expiry"),
    CAP_14(422, Actor.SENDER, "the same text stands under two languages, or a language is not well-formed"),
    CAP_15(422, Actor.SENDER, "a polygon or circle is not well-formed"),
    CAP_16(422, Actor.SENDER, "a ceiling stands without an altitude or below it"),
    CAP_17(422, Actor.SENDER, "a resource lacks an absolute address or embeds content"),
    CAP_18(422, Actor.SENDER, "a text contains markup"),
    CAP_19(422, Actor.SENDER, "the document is not CAP 1.2, or asks the reader to fetch something"),
    CAP_20(422, Actor.SENDER, "the document is too large or too deep"),
    CAP_21(422, Actor.SENDER, "only the sender may update or cancel"),
    CAP_22(422, Actor.SENDER, "the update refers to an unknown or superseded message"),
    CAP_23(422, Actor.SENDER, "the same key was used for other content"),
    CAP_24(422, Actor.SENDER, "the signature of the document does not hold"),
    CAP_25(422, Actor.SENDER, "the document is not signed"),
    FLOW_01(422, Actor.SENDER, "a cell stands twice"),
    FLOW_02(422, Actor.SENDER, "a total is not the sum of its cells"),
    FLOW_03(422, Actor.SENDER, "the period ends before it begins"),
    FLOW_04(422, Actor.SENDER, "the period has not begun"),
    FLOW_05(422, Actor.SENDER, "a revision replaces itself or a later one"),
    FLOW_06(422, Actor.SENDER, "a cell lacks a dimension that the report uses, or has one that it does not use"),
    FLOW_07(422, Actor.SENDER, "a count is null although nothing says that it is suppressed or missing"),
    FLOW_08(422, Actor.SENDER, "hours covered are outside 0 to 24"),
    MRZ_01(422, Actor.SENDER, "a document number is not one that a machine-readable zone can hold"),
    MRZ_02(422, Actor.SENDER, "a code of a state or organisation is not known to ICAO Doc 9303"),
    MRZ_03(422, Actor.SENDER, "a document type is not known"),
    MRZ_04(422, Actor.SENDER, "a name holds no letter"),
    MRZ_05(422, Actor.SENDER, "a date does not exist"),
    MRZ_06(422, Actor.SENDER, "the lines are no machine-readable zone of a travel document"),
    MRZ_07(422, Actor.SENDER, "a check digit does not fit"),
    PAX_01(422, Actor.SENDER, "the interchange is no passenger list of a release that is taken"),
    PAX_02(
            422,
            Actor.SENDER,
            "the passenger list names more or less than one traveller who crosses, or travel document"),
    PAX_03(422, Actor.SENDER, "a count or reference of the interchange does not fit"),
    SDMX_01(422, Actor.SENDER, "the table is not SDMX-CSV of the structure that is taken, or not whole"),
    SDMX_02(422, Actor.SENDER, "the table mixes several reports"),
    SDMX_03(422, Actor.SENDER, "the action is not one that a message can carry out");

    /** Who has to act before the same input can succeed. */
    public enum Actor {
        SENDER,
        OPERATOR,
        HUB
    }

    private final int httpStatus;
    private final Actor actor;
    private final String title;

    Code(int httpStatus, Actor actor, String title) {
        this.httpStatus = httpStatus;
        this.actor = actor;
        this.title = title;
    }

    /** The word in answers, receipts and the ledger. */
    @Override
    public String code() {
        return name();
    }

    /** The status of an HTTP answer that this code leads. */
    public int httpStatus() {
        return httpStatus;
    }

    public Actor actor() {
        return actor;
    }

    /** One sentence that explains the code to whoever reads it, without its first capital and its full stop. */
    public String title() {
        return title;
    }
}
