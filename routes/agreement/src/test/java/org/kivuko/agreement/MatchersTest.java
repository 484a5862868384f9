package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.BUSIA;
import static org.kivuko.agreement.Fixtures.KEN_DRS;
import static org.kivuko.agreement.Fixtures.LOST;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_URA;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.crossing;
import static org.kivuko.agreement.Fixtures.envelope;
import static org.kivuko.agreement.Fixtures.flow;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.Fixtures.reason;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.agreement.Rule.Travellers;
import org.kivuko.model.Code;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/** What a single rule asks of a message, its sender and its recipient. */
class MatchersTest {
    @Test
    void aProhibitWithoutStatusesRefusesExercisesTooAPermitWithoutThemMatchesActualAlone() {
        // Given
        var exercise = alert("'purpose': 'training', 'status': 'exercise'", "DOC-LOST", "");
        var test = alert("'purpose': 'training', 'status': 'test'", "DOC-LOST", "");
        var actualOnly = permit("P").keep("*").build();
        var both =
                permit("Q").statuses(Status.ACTUAL, Status.EXERCISE).keep("*").build();

        // Then
        assertThat(reason(judge(exercise, UGA_DCIC, bilateral(actualOnly)))).isEqualTo(Code.STATUS_NOT_PERMITTED);
        assertThat(judge(exercise, UGA_DCIC, bilateral(both)).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(reason(judge(test, UGA_DCIC, bilateral(both)))).isEqualTo(Code.STATUS_NOT_PERMITTED);
        assertThat(reason(
                        judge(exercise, UGA_DCIC, bilateral(both, prohibit("N").build()))))
                .isEqualTo(Code.PROHIBITED);
    }

    @ParameterizedTest
    @CsvSource({"DOC-LOST, true", "DOC-*, true", "*, true", "D*, true", "DOC-STOLEN, false", "VEH-*, false"})
    void alertTypesMatchAsWrittenOrByTheirBeginning(String pattern, boolean matches) {
        var ruling = judge(
                LOST,
                UGA_DCIC,
                bilateral(permit("P").alertTypes(pattern).keep("*").build()));

        assertThat(ruling.reason().isEmpty()).isEqualTo(matches);
    }

    @Test
    void alertTypesAndSeverityBindAlertsAlone() {
        // Given
        var strict = bilateral(permit("P")
                .alertTypes("VEH-*")
                .minSeverity(Severity.EXTREME)
                .keep("*")
                .build());

        // Then
        assertThat(judge(flow("", "{'count': 30}"), UGA_DCIC, strict).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @ParameterizedTest
    @CsvSource({
        "Extreme, Severe, true",
        "Severe, Severe, true",
        "Moderate, Severe, false",
        "Unknown, Minor, false",
        "Unknown, Unknown, true",
        "Minor, Unknown, true"
    })
    void severityMustBeAtLeastAsGraveAndUnknownIsBelowMinor(String severity, String least, boolean matches) {
        // Given
        var alert = envelope(
                "alert",
                "'purpose': 'crime', 'expires': '2026-12-01T00:00:00Z'",
                "'msgType': 'Alert', 'alertType': 'DOC-LOST', 'category': ['Security'], 'urgency': 'Expected',"
                        + " 'certainty': 'Likely', 'severity': '" + severity + "'");
        var minimum = Arrays.stream(Severity.values())
                .filter(it -> it.code().equals(least))
                .findFirst()
                .orElseThrow();

        // When
        var ruling = judge(
                alert,
                UGA_DCIC,
                bilateral(permit("P").minSeverity(minimum).keep("*").build()));

        // Then
        assertThat(ruling.reason().isEmpty()).isEqualTo(matches);
    }

    @Test
    void severityIsNotAskedOfACancel() {
        // Given
        var cancel = envelope(
                "alert",
                "'purpose': 'crime', 'expires': '2026-12-01T00:00:00Z'",
                "'msgType': 'Cancel', 'alertType': 'DOC-LOST', 'references': ['KEN.DIS/m-0'], 'severity': 'Minor'");

        // Then
        assertThat(judge(
                                cancel,
                                UGA_DCIC,
                                bilateral(permit("P")
                                        .minSeverity(Severity.EXTREME)
                                        .keep("*")
                                        .build()))
                        .outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void agenciesAreMatchedByNameAndByRole() {
        // Given
        var rule = permit("P")
                .senders(":immigration")
                .recipients("UGA.URA", ":refugee")
                .keep("*");

        // Then
        assertThat(judge(LOST, UGA_URA, bilateral(rule.build())).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(reason(judge(LOST, UGA_DCIC, bilateral(rule.build())))).isEqualTo(Code.AUTHORITY_NOT_COMPETENT);
        assertThat(reason(judge(LOST, UGA_URA, bilateral(rule.senders(":health").build()))))
                .isEqualTo(Code.AUTHORITY_NOT_COMPETENT);
    }

    @Test
    void aPostIsASideOfAListedCrossingAndWithoutAPostThereIsNoMatch() {
        // Given
        var agreement = bilateral(permit("P").posts(BUSIA).keep("*").build());
        var elsewhere = alert("'purpose': 'crime', 'post': 'KEN-MOYALE'", "DOC-LOST", "");
        var nowhere = alert("'purpose': 'crime'", "DOC-LOST", "'areas': [{'post': 'KEN-BUSIA'}]");

        // Then
        assertThat(judge(LOST, UGA_DCIC, agreement).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(judge(flow("", "{'count': 30}"), UGA_DCIC, agreement).outcome())
                .isEqualTo(Outcome.RELEASED);
        assertThat(judge(crossing("ETH", "1990", "PP", "ETH"), UGA_DCIC, agreement)
                        .outcome())
                .isEqualTo(Outcome.RELEASED);
        assertThat(reason(judge(elsewhere, UGA_DCIC, agreement))).isEqualTo(Code.POST_NOT_COVERED);
        assertThat(reason(judge(nowhere, UGA_DCIC, agreement))).isEqualTo(Code.POST_NOT_COVERED);
    }

    @ParameterizedTest
    @CsvSource({
        "KEN, SENDER_NATIONALS",
        "UGA, RECIPIENT_NATIONALS",
        "ETH, THIRD_COUNTRY",
        "XXX, THIRD_COUNTRY",
        ", THIRD_COUNTRY"
    })
    void travellersAreSeenFromThePairAndUnknownOnesAreOfThirdCountries(String nationality, Travellers group) {
        // Given
        var alert = alert(
                "DOC-LOST",
                "'subject': {'person': {'sex': 'F'%s}}"
                        .formatted(nationality == null ? "" : ", 'nationality': '" + nationality + "'"));

        // Then
        for (Travellers stated : Travellers.values()) {
            var ruling = judge(
                    alert,
                    UGA_DCIC,
                    bilateral(permit("P").travellers(stated).keep("*").build()));
            assertThat(ruling.reason().isEmpty()).as(stated.code()).isEqualTo(stated == group);
        }
    }

    @ParameterizedTest
    @EnumSource(Travellers.class)
    void aMessageWithoutAPersonMatchesAnyGroupOfTravellers(Travellers stated) {
        assertThat(judge(
                                alert("DOC-LOST", ""),
                                UGA_DCIC,
                                bilateral(
                                        permit("P").travellers(stated).keep("*").build()))
                        .outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void withinOneStateItsNationalsAreTheSendersAndTheRecipients() {
        // Given
        var alert = alert("DOC-LOST", "'subject': {'person': {'nationality': 'KEN'}}");

        // Then
        for (Travellers stated : Travellers.values()) {
            var national = agreement(
                    "KEN.national",
                    List.of("KEN"),
                    permit("P")
                            .between("KEN", "KEN")
                            .travellers(stated)
                            .keep("*")
                            .build());
            assertThat(judge(alert, KEN_DRS, national).reason().isEmpty())
                    .as(stated.code())
                    .isEqualTo(stated != Travellers.THIRD_COUNTRY);
        }
    }
}
