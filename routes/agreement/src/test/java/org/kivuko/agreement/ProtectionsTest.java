package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.ETH_ICS;
import static org.kivuko.agreement.Fixtures.KEN_DRS;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_MGLSD;
import static org.kivuko.agreement.Fixtures.UGA_OPM;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.crossing;
import static org.kivuko.agreement.Fixtures.envelope;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Message;

/** The protections stand above agreements that would let everything cross. */
class ProtectionsTest {
    private static final Agreement AMONG_STATES = agreement(
            "EAC.all",
            List.of("ETH", "KEN", "UGA"),
            permit("P").between("*", "*").keep("*").build());
    private static final Agreement IN_KENYA = agreement(
            "KEN.national",
            List.of("KEN"),
            permit("P").between("KEN", "KEN").keep("*").build());
    private static final Agreements OPEN = agreements(AMONG_STATES, IN_KENYA);

    private static final List<String> IDENTITY_OF_ALERTS = List.of(
            "subject.document.expiry",
            "subject.document.number",
            "subject.person.dateOfBirth",
            "subject.person.givenNames",
            "subject.person.nationality",
            "subject.person.protection",
            "subject.person.surname",
            "subject.vehicle.registration",
            "subject.vehicle.vin");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'person': {'nationality': 'UGA', 'protection': ['asylum-seeker']}",
                "'person': {'nationality': 'UGA', 'protection': ['refugee']}",
                "'person': {'nationality': 'UGA', 'protection': ['stateless']}",
                "'person': {'nationality': 'UGA', 'protection': ['victim']}",
                "'person': {'nationality': 'UGA', 'protection': ['witness']}",
                "'person': {'nationality': 'XXA'}, 'document': {'type': 'PP', 'issuer': 'UGA'}",
                "'person': {'nationality': 'XXB'}, 'document': {'issuer': 'UGA'}",
                "'person': {'nationality': 'XXC'}, 'document': {'type': 'XI', 'issuer': 'UGA'}",
                "'person': {'nationality': 'UGA'}, 'document': {'type': 'PR', 'issuer': 'ETH'}",
                "'person': {'nationality': 'UGA'}, 'document': {'type': 'PS', 'issuer': 'ETH'}",
                "'person': {'nationality': 'UGA'}, 'document': {'type': 'XA', 'issuer': 'ETH'}",
                "'person': {'nationality': 'UNK', 'protection': ['witness']}, 'document': {'issuer': 'UGA'}",
                "'person': {'protection': ['witness']}, 'document': {'issuer': 'UGA'}"
            })
    void whatShowsThatAPersonSoughtProtectionDoesNotGoToThatPersonsState(String subject) {
        // Given
        var message = alert("PER-MISSING", "'subject': {%s}".formatted(subject));

        // Then
        assertThat(Agreements.showsProtection(message)).isTrue();
        assertNotDeliverable(message, UGA_DCIC);
        assertNotDeliverable(message, UGA_OPM);
        assertThat(judge(message, ETH_ICS).outcome().crosses()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'person': {'nationality': 'XXA'}",
                "'person': {'protection': ['refugee']}",
                "'person': {'nationality': 'XXB'}, 'document': {'type': 'PR', 'issuer': 'UGA'}",
                "'document': {'type': 'PS', 'issuer': 'UGA', 'number': 'S123456'}",
                "'person': {'nationality': 'XXC'}, 'document': {'type': 'XA', 'issuer': 'ETH'}",
                "'person': {'nationality': 'XXX', 'protection': ['witness']}, 'document': {'issuer': 'UNO'}"
            })
    void whereNothingNamesThePersonsStateItGoesToProtectionAgenciesAlone(String subject) {
        // Given
        var message = alert("PER-MISSING", "'subject': {%s}".formatted(subject));

        // Then
        assertNotDeliverable(message, UGA_DCIC);
        assertNotDeliverable(message, ETH_ICS);
        assertThat(judge(message, UGA_OPM).outcome().crosses()).isTrue();
        assertThat(judge(message, UGA_MGLSD).outcome().crosses()).isTrue();
    }

    @Test
    void theSameHoldsForCrossingRecords() {
        assertNotDeliverable(crossing("XXB", "1990-01-01", "PP", "UGA"), UGA_DCIC);
        assertNotDeliverable(crossing("UGA", "1990-01-01", "PR", "KEN"), UGA_OPM);
        assertThat(judge(crossing("UGA", "1990-01-01", "PR", "KEN"), ETH_ICS).outcome())
                .isEqualTo(Outcome.RELEASED);
        assertNotDeliverable(crossing("XXB", "1990-01-01", "PR", "KEN"), ETH_ICS);
        assertThat(judge(crossing("XXB", "1990-01-01", "PR", "KEN"), UGA_OPM).outcome())
                .isEqualTo(Outcome.RELEASED);
        assertThat(judge(crossing("UGA", "1990-01-01", "PP", "UGA"), UGA_DCIC).outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void insideOneStateTheSignIsNoObstacle() {
        var message = alert("PER-MISSING", "'subject': {'person': {'nationality': 'KEN', 'protection': ['refugee']}}");

        assertThat(judge(message, KEN_DRS).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void aThreadThatShowedProtectionIsASignOfItsOwn() {
        // Given
        var ofUgandan = alert("PER-MISSING", "'subject': {'person': {'nationality': 'UGA'}}");
        var ofNobody = alert("PER-MISSING", "");
        var inThread = Facts.NONE.withThreadProtected(true);

        // Then
        assertThat(Agreements.showsProtection(ofUgandan)).isFalse();
        assertThat(OPEN.judge(ofUgandan, UGA_DCIC, NOW, Facts.NONE).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(OPEN.judge(ofUgandan, UGA_DCIC, NOW, inThread).reason()).contains(Code.NOT_DELIVERABLE);
        assertThat(OPEN.judge(ofUgandan, ETH_ICS, NOW, inThread).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(OPEN.judge(ofNobody, ETH_ICS, NOW, inThread).reason()).contains(Code.NOT_DELIVERABLE);
        assertThat(OPEN.judge(ofNobody, UGA_OPM, NOW, inThread).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void protectionGoesBeforeTheAbsenceOfAnAgreement() {
        // Given
        var message = alert("PER-MISSING", "'subject': {'person': {'nationality': 'UGA', 'protection': ['refugee']}}");

        // Then
        var ruling = agreements().judge(message, UGA_DCIC, NOW, Facts.NONE);
        assertThat(ruling.reason()).contains(Code.NOT_DELIVERABLE);
        assertThat(ruling.rules()).isEmpty();
        assertThat(agreements().judge(message, ETH_ICS, NOW, Facts.NONE).reason())
                .contains(Code.NO_AGREEMENT);
    }

    @Test
    void aProhibitOfProtectedPersonsReadsNotDeliverable() {
        // Given
        var prohibits = agreements(
                AMONG_STATES,
                agreement(
                        "ETH-KEN.ban",
                        List.of("ETH", "KEN"),
                        prohibit("N").between("*", "*").whenProtected().build()));
        var shown = alert("PER-MISSING", "'subject': {'person': {'nationality': 'UGA', 'protection': ['witness']}}");
        var notShown = alert("PER-MISSING", "'subject': {'person': {'nationality': 'UGA'}}");

        // Then
        var ruling = prohibits.judge(shown, ETH_ICS, NOW, Facts.NONE);
        assertThat(ruling.reason()).contains(Code.NOT_DELIVERABLE);
        assertThat(ruling.rules()).containsExactly("ETH-KEN.ban@1/N");
        assertThat(prohibits.judge(notShown, ETH_ICS, NOW, Facts.NONE).outcome())
                .isEqualTo(Outcome.RELEASED);
        assertThat(prohibits
                        .judge(notShown, ETH_ICS, NOW, Facts.NONE.withThreadProtected(true))
                        .reason())
                .contains(Code.NOT_DELIVERABLE);
    }

    private static Message child(String alertType, String person) {
        return alert(
                alertType,
                "'case': 'C1', 'capSender': 'x@y', 'subject': {'person': {'surname': 'Wanjiru', 'givenNames': 'Amina',"
                        + " 'sex': 'F', 'nationality': 'KEN', %s, 'protection': []}, 'document': {'type': 'PP',"
                                .formatted(person)
                        + " 'issuer': 'KEN', 'number': 'BK1234567', 'expiry': '2030-01-01'}, 'vehicle':"
                        + " {'registration': 'KDA 123X', 'vin': 'V0987654321', 'make': 'Toyota'}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'minor': true",
                "'dateOfBirth': '2008-11-02'",
                "'dateOfBirth': '2008-11'",
                "'dateOfBirth': '2008'",
                "'minor': true, 'dateOfBirth': '1990-01-01'"
            },
            quoteCharacter = '`')
    void aChildsIdentityIsRemovedAsIfNoRuleKeptIt(String person) {
        // When
        var ruling = judge(child("PER-REFUSE-ENTRY", person), UGA_DCIC);

        // Then
        var expected = new TreeSet<>(IDENTITY_OF_ALERTS);
        expected.add("case");
        if (!person.contains("dateOfBirth")) {
            expected.remove("subject.person.dateOfBirth");
        }
        assertThat(ruling.outcome()).isEqualTo(Outcome.REDUCED);
        assertThat(ruling.removed()).containsExactlyElementsOf(expected);
        assertThat(ruling.rules()).containsExactly("EAC.all@1/P");
        assertThat(ruling.data().orElseThrow().at("/subject/person/sex").textValue())
                .isEqualTo("F");
        assertThat(ruling.data().orElseThrow().at("/subject/vehicle")).hasToString("{\"make\":\"Toyota\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PER-MISSING", "PER-AT-RISK"})
    void aMissingChildOrOneAtRiskIsShown(String alertType) {
        assertThat(judge(child(alertType, "'minor': true"), UGA_DCIC).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void whoIsOfAgeIsShown() {
        assertThat(judge(child("PER-REFUSE-ENTRY", "'dateOfBirth': '2008-11-01'"), UGA_DCIC)
                        .outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void anAlertAboutADocumentShowsItsNumberButNotTheChildsName() {
        // When
        var ruling = judge(child("DOC-LOST", "'minor': true"), UGA_DCIC);

        // Then
        assertThat(ruling.removed()).contains("subject.document.expiry").doesNotContain("subject.document.number");
        assertThat(ruling.data().orElseThrow().at("/subject/document/number").textValue())
                .isEqualTo("BK1234567");
    }

    @Test
    void childrensIdentityIsRemovedFromCrossingRecordsAndWithinAStateToo() {
        // Given
        var record = crossing("KEN", "2015-01-01", "PP", "KEN");

        // Then
        for (AgencyId recipient : List.of(UGA_DCIC, KEN_DRS)) {
            assertThat(judge(record, recipient).removed())
                    .containsExactly(
                            "dateOfBirth",
                            "docExpiry",
                            "docNumber",
                            "givenNames",
                            "nationality",
                            "surname",
                            "vehicleRegistration");
        }
    }

    @Test
    void theIdentityOfAVictimTravelsBetweenProtectionAgenciesOnly() {
        // Given
        var data =
                "'subject': {'person': {'surname': 'Deng', 'nationality': 'SSD', 'sex': 'M', 'protection': ['victim']}},"
                        + " 'case': 'C1'";
        var fromPolice = alert("PER-AT-RISK", data);
        var fromRefugeeAgency =
                Fixtures.message(fromPolice.json().toString().replace("/agencies/KEN.DIS", "/agencies/KEN.DRS"));

        // Then
        assertThat(judge(fromPolice, UGA_OPM).removed())
                .containsExactly(
                        "case", "subject.person.nationality", "subject.person.protection", "subject.person.surname");
        assertThat(judge(fromRefugeeAgency, UGA_DCIC).outcome()).isEqualTo(Outcome.REDUCED);
        assertThat(judge(fromRefugeeAgency, UGA_OPM).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(judge(fromRefugeeAgency, UGA_MGLSD).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void aRequiredFieldIsAskedOfTheMessageAsSentNotOfWhatAProtectionLeaves() {
        // Given
        var requires = agreements(agreement(
                "EAC.all",
                List.of("KEN", "UGA"),
                permit("P").require("subject.person.surname").keep("*").build()));

        // Then
        assertThat(requires.judge(child("PER-REFUSE-ENTRY", "'minor': true"), UGA_DCIC, NOW, Facts.NONE)
                        .outcome())
                .isEqualTo(Outcome.REDUCED);
    }

    @Test
    void aReferralWithoutIdentityCrosses() {
        // Given
        var referral = envelope(
                "alert",
                "'purpose': 'protection', 'expires': '2026-12-01T00:00:00Z'",
                "'msgType': 'Alert', 'alertType': 'PROT-REFERRAL', 'category': ['Rescue'], 'urgency': 'Immediate',"
                        + " 'severity': 'Severe', 'certainty': 'Observed', 'subject': {'event': {'kind': 'k', 'count': 2}}");

        // Then
        assertThat(judge(referral, UGA_OPM).outcome()).isEqualTo(Outcome.RELEASED);
    }

    private static Ruling judge(Message message, AgencyId recipient) {
        return OPEN.judge(message, recipient, NOW, Facts.NONE);
    }

    private static void assertNotDeliverable(Message message, AgencyId recipient) {
        var ruling = judge(message, recipient);
        assertThat(ruling.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ruling.reason()).contains(Code.NOT_DELIVERABLE);
        assertThat(ruling.rules()).isEmpty();
        assertThat(ruling.removed()).isEmpty();
        assertThat(ruling.data()).isEmpty();
    }
}
