package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.Status;

/** What matching permits demand of a message: merged over all of them, and asked in one order. */
class DemandsTest {
    private static Message handled(String handling, String alertType) {
        return alert("'purpose': 'crime', 'handling': '%s'".formatted(handling), alertType, "");
    }

    @ParameterizedTest
    @CsvSource({
        "H0, DOC-LOST, H0, H0",
        "H0, DOC-LOST, H2, H2",
        "H1, DOC-LOST, H0, H1",
        "H0, PER-REFUSE-ENTRY, H0, H1",
        "H0, PER-AT-RISK, H1, H2",
        "H0, THREAT-IMMINENT, H0, H2"
    })
    void deliveredHandlingIsTheHighestOfMessageRulesAndType(
            String own, String alertType, Handling ofRule, Handling delivered) {
        // When
        var ruling = judge(
                handled(own, alertType),
                UGA_DCIC,
                bilateral(
                        permit("P").handlingDefault(ofRule).keep("*").build(),
                        permit("Q").handlingDefault(Handling.H0).keep("*").build(),
                        permit("R").keep("*").build()));

        // Then
        assertThat(ruling.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(ruling.handling()).isEqualTo(delivered);
        assertThat(ruling.obligations()).isEqualTo(Obligations.of(delivered));
    }

    @Test
    void theLowestMaximumOfAllPermitsHolds() {
        // Given
        var agreement = bilateral(
                permit("P").handlingMax(Handling.H3).keep("*").build(),
                permit("Q").handlingMax(Handling.H1).keep("*").build());

        // Then
        assertThat(judge(handled("H1", "DOC-LOST"), UGA_DCIC, agreement).outcome())
                .isEqualTo(Outcome.RELEASED);
        var ruling = judge(handled("H2", "DOC-LOST"), UGA_DCIC, agreement);
        assertThat(ruling.reason()).contains(Code.HANDLING_TOO_HIGH);
        assertThat(ruling.rules()).containsExactly("KEN-UGA.test@1/P", "KEN-UGA.test@1/Q");
    }

    @Test
    void theDefaultOfOneAgreementMayPassTheMaximumOfAnother() {
        // Given
        var cautious = agreement(
                "KEN-UGA.a",
                List.of("KEN", "UGA"),
                permit("P").handlingDefault(Handling.H2).keep("*").build());
        var open = agreement(
                "KEN-UGA.b",
                List.of("KEN", "UGA"),
                permit("P").handlingMax(Handling.H1).keep("*").build());

        // Then
        assertThat(judge(handled("H0", "DOC-LOST"), UGA_DCIC, cautious, open).reason())
                .contains(Code.HANDLING_TOO_HIGH);
    }

    @Test
    void theLowestSizeOfAllPermitsHoldsForTheMessageAsSent() {
        // Given
        var message = handled("H0", "DOC-LOST");
        int size = message.sizeBytes();

        // Then
        assertThat(reason(
                        message,
                        permit("P").maxBytes(size).keep("*"),
                        permit("Q").maxBytes(size).keep("*")))
                .isEmpty();
        assertThat(reason(
                        message,
                        permit("P").maxBytes(size).keep("*"),
                        permit("Q").maxBytes(size - 1).keep("*")))
                .contains(Code.TOO_LARGE);
    }

    @Test
    void theFieldsThatAllPermitsRequireMustStandInTheMessage() {
        // Given
        var message = alert("DOC-LOST", "'subject': {'document': {'number': 'E1234567'}}");

        // Then
        assertThat(reason(
                        message, permit("P").require("subject.document.number").keep("@core")))
                .isEmpty();
        assertThat(reason(
                        message,
                        permit("P").require("subject.document.number").keep("*"),
                        permit("Q").require("subject.document.issuer").keep("*")))
                .contains(Code.ELEMENT_MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'texts': [{'language': 'en', 'headline': 'A'}, {'language': 'sw', 'headline': 'B'}] | true",
                "'texts': [{'language': 'en', 'headline': 'A'}, {'language': 'sw'}] | false",
                "'texts': [] | false",
                "'case': 'none' | false"
            },
            quoteCharacter = '"')
    void aFieldRequiredInAListMustStandInEachOfItsElements(String members, boolean met) {
        assertThat(reason(
                                alert("DOC-LOST", members),
                                permit("P").require("texts[].headline").keep("*"))
                        .isEmpty())
                .isEqualTo(met);
    }

    @Test
    void handlingIsAskedBeforeSizeAndSizeBeforeElements() {
        // Given
        var message = handled("H2", "DOC-LOST");

        // Then
        assertThat(reason(
                        message,
                        permit("P")
                                .handlingMax(Handling.H1)
                                .maxBytes(1)
                                .require("case")
                                .keep("*")))
                .contains(Code.HANDLING_TOO_HIGH);
        assertThat(reason(message, permit("P").maxBytes(1).require("case").keep("*")))
                .contains(Code.TOO_LARGE);
        assertThat(reason(message, permit("P").require("case").keep("*"))).contains(Code.ELEMENT_MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'texts': [{'language': 'en', 'event': 'Flood'}] | true",
                "'texts': [{'language': 'EN-KE', 'event': 'Flood'}] | true",
                "'texts': [{'language': 'am', 'event': 'Flood'}, {'language': 'sw', 'event': 'Flood'}] | true",
                "'texts': [{'language': 'am', 'event': 'Flood'}] | false",
                // Basic filtering compares whole subtags: eng is no en.
                "'texts': [{'language': 'eng', 'event': 'Flood'}] | false",
                "'texts': [] | true",
                "'case': 'none' | true"
            })
    void oneOfTheLanguagesOfAnAlertMustBeAccepted(String members, boolean accepted) {
        assertThat(reason(
                                alert("DOC-LOST", members),
                                permit("P").languages("en", "sw").keep("*"))
                        .isEmpty())
                .isEqualTo(accepted);
    }

    @Test
    void aLanguageMustBeAcceptedByEveryPermitThatFits() {
        // Given
        var message = alert("DOC-LOST", "'texts': [{'language': 'en', 'event': 'Lost'}]");

        // Then
        assertThat(reason(
                        message,
                        permit("P").languages("en").keep("*"),
                        permit("Q").languages("en-KE").keep("*")))
                .contains(Code.LANGUAGE_NOT_ACCEPTED);
    }

    @Test
    void anAlertWithoutAnEvaluationIsRefusedWhereOneIsDemanded() {
        // Given
        var demanding = permit("P").evaluation().keep("*");

        // Then
        assertThat(reason(alert("DOC-LOST", "'evaluation': 'A1'"), demanding)).isEmpty();
        assertThat(reason(alert("DOC-LOST", ""), demanding)).contains(Code.EVALUATION_MISSING);
        assertThat(reason(Fixtures.crossing("KEN", "1990", "PP", "KEN"), demanding))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"exercise, false", "test, false", "actual, true"})
    void inExercisesAndTestsSenderAndRecipientMustBothTakePart(String status, boolean whoever) {
        // Given
        var message = alert("'purpose': 'training', 'status': '%s'".formatted(status), "DOC-LOST", "");

        // Then
        assertThat(reason(message, taking(Fixtures.KEN_DIS, UGA_DCIC))).isEmpty();
        assertThat(reason(message, taking(Fixtures.KEN_DIS, Fixtures.UGA_URA)).isEmpty())
                .isEqualTo(whoever);
        assertThat(reason(message, taking(UGA_DCIC)))
                .isEqualTo(whoever ? Optional.empty() : Optional.of(Code.NOT_A_PARTICIPANT));
    }

    private static RuleBuilder taking(AgencyId... participants) {
        return permit("P")
                .statuses(Status.ACTUAL, Status.EXERCISE, Status.TEST)
                .participants(participants)
                .keep("*");
    }

    @Test
    void languageIsAskedBeforeEvaluationAndThatBeforeTheParticipants() {
        // Given
        var message = alert(
                "'purpose': 'training', 'status': 'exercise'",
                "DOC-LOST",
                "'texts': [{'language': 'am', 'event': 'Lost'}]");

        // Then
        assertThat(reason(message, taking(UGA_DCIC).languages("en").evaluation().require("case")))
                .contains(Code.ELEMENT_MISSING);
        assertThat(reason(message, taking(UGA_DCIC).languages("en").evaluation()))
                .contains(Code.LANGUAGE_NOT_ACCEPTED);
        assertThat(reason(message, taking(UGA_DCIC).evaluation())).contains(Code.EVALUATION_MISSING);
    }

    @ParameterizedTest
    @CsvSource({"H0, H1, H1", "H2, H1, H2", "H1, H0, H1"})
    void aHandlingCodeCanBeRaisedInAThreadAndNeverLowered(String own, Handling ofThread, Handling delivered) {
        // Given
        var facts = Facts.NONE.withThreadHandling(ofThread);
        var agreement = bilateral(permit("P").keep("*").build());

        // When
        var ruling = judge(handled(own, "DOC-LOST"), UGA_DCIC, facts, agreement);

        // Then
        assertThat(ruling.handling()).isEqualTo(delivered);
    }

    @Test
    void whatAThreadDemandsMayBeMoreThanAnAgreementTakes() {
        // Given
        var facts = Facts.NONE.withThreadHandling(Handling.H2);
        var agreement = bilateral(permit("P").handlingMax(Handling.H1).keep("*").build());

        // Then
        assertThat(judge(handled("H0", "DOC-LOST"), UGA_DCIC, facts, agreement).reason())
                .contains(Code.HANDLING_TOO_HIGH);
    }

    private static Optional<Code> reason(Message message, RuleBuilder... permits) {
        var rules = java.util.Arrays.stream(permits).map(RuleBuilder::build).toArray(Rule[]::new);
        return judge(message, UGA_DCIC, bilateral(rules)).reason();
    }
}
