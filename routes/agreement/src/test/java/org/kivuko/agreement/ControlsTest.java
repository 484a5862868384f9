package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.KEN_DRS;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_OPM;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.envelope;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Facts.Register;
import org.kivuko.agreement.Facts.Review;
import org.kivuko.agreement.Hold.Cause;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Message;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;

/** Rate caps, reviews and emergencies, and what PR-3 lets wait. */
class ControlsTest {
    private static final Facts RELEASED = Facts.NONE.withReview(Review.RELEASED);
    private static final String P = "KEN-UGA.test@1/P";

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false", "3, false"})
    void aRuleLetsNoMoreCopiesCrossThanItsCap(int used, boolean crosses) {
        // Given
        var facts = Facts.NONE.withUsed(Map.of(P, used));
        var capped = bilateral(permit("P").rateCap(2, "PT1H").keep("*").build());

        // Then
        assertThat(judge(alert("DOC-LOST", ""), UGA_DCIC, facts, capped).reason())
                .isEqualTo(crosses ? Optional.empty() : Optional.of(Code.RATE_EXCEEDED));
    }

    @Test
    void eachCapOfAllPermitsThatFitHolds() {
        // Given
        var agreement = bilateral(
                permit("P").rateCap(5, "PT1H").keep("*").build(),
                permit("Q").rateCap(1, "PT1M").keep("*").build());
        var facts = Facts.NONE.withUsed(Map.of(P, 1, "KEN-UGA.test@1/Q", 1));

        // When
        var ruling = judge(alert("DOC-LOST", ""), UGA_DCIC, facts, agreement);

        // Then
        assertThat(ruling.reason()).contains(Code.RATE_EXCEEDED);
        assertThat(ruling.rules()).containsExactly(P, "KEN-UGA.test@1/Q");
    }

    // PR-6. The planted defect: without the exception of referrals and health all three are refused.
    @ParameterizedTest
    @ValueSource(strings = {"PROT-REFERRAL", "HEALTH-EVENT", "HEALTH-MEASURE"})
    void referralsAndHealthAreNeverCapped(String alertType) {
        // Given
        var facts = Facts.NONE.withUsed(Map.of(P, 1_000_000));
        var capped = bilateral(permit("P").rateCap(1, "PT1H").keep("*").build());

        // Then
        assertThat(judge(alert(alertType, ""), UGA_DCIC, facts, capped).outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void whatHasToBeCountedIsTold() {
        // Given
        var agreements = Fixtures.agreements(bilateral(
                permit("P").rateCap(2, "PT1H").keep("*").build(),
                permit("Q").keep("*").build()));

        // Then
        assertThat(agreements.rateCaps("KEN", "UGA")).isEqualTo(Map.of(P, Duration.ofHours(1)));
        assertThat(agreements.rateCaps("UGA", "KEN")).isEmpty();
    }

    @Test
    void whatAPermitWantsReviewedIsHeldWithoutDataAndCrossesOnceReleased() {
        // Given
        var agreement = bilateral(
                permit("P").review("PT12H").keep("*").build(),
                permit("Q").review("PT6H").keep("@core").build());
        var message = alert("DOC-LOST", "'case': 'none'");

        // When
        var held = judge(message, UGA_DCIC, agreement);
        var released = judge(message, UGA_DCIC, RELEASED, agreement);

        // Then
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.reason()).contains(Code.REVIEW_REQUIRED);
        assertThat(held.hold()).contains(new Hold(Cause.REVIEW, NOW.plus(Duration.ofHours(6))));
        assertThat(held.data()).isEmpty();
        assertThat(held.removed()).isEmpty();
        assertThat(held.rules()).containsExactly(P, "KEN-UGA.test@1/Q");
        assertThat(released.outcome()).isEqualTo(Outcome.REDUCED);
        assertThat(released.hold()).isEmpty();
    }

    @Test
    void whatIsUnderTheHighestCodeIsHeldForADay() {
        // Given
        var agreement = bilateral(permit("P").keep("*").build());
        var message = alert("'purpose': 'crime', 'handling': 'H3'", "DOC-LOST", "");

        // Then
        assertThat(judge(message, UGA_DCIC, agreement).hold())
                .contains(new Hold(Cause.REVIEW, NOW.plus(Duration.ofHours(24))));
        assertThat(judge(message, UGA_DCIC, RELEASED, agreement).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void nothingWaitsForAnOfficerLongerThanItHolds() {
        // Given
        var agreement = bilateral(permit("P").keep("*").build());
        var message = envelope(
                "alert",
                "'purpose': 'crime', 'handling': 'H3', 'expires': '2026-11-01T12:00:00+03:00'",
                "'msgType': 'Alert', 'alertType': 'DOC-LOST', 'category': ['Security'], 'urgency': 'Expected',"
                        + " 'severity': 'Moderate', 'certainty': 'Observed'");

        // Then
        assertThat(judge(message, UGA_DCIC, agreement).hold())
                .contains(new Hold(Cause.REVIEW, NOW.plus(Duration.ofHours(1))));
    }

    /** PR-3. A question about a person can be a check by another name; where there is no register it crosses. */
    @ParameterizedTest
    @EnumSource(Register.class)
    void aQuestionAboutAPersonAbroadWaitsWhereTheRegisterKnowsThePersonOrIsSilent(Register register) {
        // Given
        var facts = Facts.NONE.withRegister(register);
        var open = bilateral(permit("P").messages(MessageType.REQUEST).keep("*").build());
        var question = envelope(
                "request",
                "'purpose': 'border-check'",
                "'references': [], 'question': 'movement', 'within': 'PT1H', 'subject': {'person': {'surname': 'Wanjiru'}}");

        // When
        var ruling = judge(question, UGA_DCIC, facts, open);

        // Then
        var cause =
                switch (register) {
                    case NOT_ASKED, NOT_PROTECTED -> Optional.<Cause>empty();
                    case PROTECTED -> Optional.of(Cause.REFUGEE_AUTHORITY);
                    case SILENT -> Optional.of(Cause.REGISTER);
                };
        assertThat(ruling.hold().map(Hold::cause)).isEqualTo(cause);
        assertThat(ruling.outcome()).isEqualTo(cause.isEmpty() ? Outcome.RELEASED : Outcome.HELD);
    }

    @Test
    void whatIsRefusedAnywayIsNotHeld() {
        // Given
        var agreement =
                bilateral(permit("P").review("PT12H").require("case").keep("*").build());

        // Then
        assertThat(judge(alert("DOC-LOST", ""), UGA_DCIC, agreement).reason()).contains(Code.ELEMENT_MISSING);
    }

    private static Message arrest(String alertType, String person) {
        return alert(alertType, "'subject': {'person': {'surname': 'Wanjiru'%s}}".formatted(person));
    }

    private static final Agreement OPEN = agreement(
            "KEN-UGA.test", List.of("KEN", "UGA"), permit("P").keep("*").build());

    @ParameterizedTest
    @EnumSource(Register.class)
    void anArrestOrACheckAbroadCrossesWhereTheRegisterSaysThatThePersonIsNotProtected(Register register) {
        // Given
        var facts = Facts.NONE.withRegister(register);

        for (var alertType : List.of("PER-ARREST", "PER-CHECK")) {
            // When
            var ruling = judge(arrest(alertType, ""), UGA_DCIC, facts, OPEN);

            // Then
            var cause =
                    switch (register) {
                        case NOT_PROTECTED -> Optional.<Cause>empty();
                        case PROTECTED -> Optional.of(Cause.REFUGEE_AUTHORITY);
                        case NOT_ASKED, SILENT -> Optional.of(Cause.REGISTER);
                    };
            assertThat(ruling.hold().map(Hold::cause)).isEqualTo(cause);
            assertThat(ruling.outcome()).isEqualTo(cause.isEmpty() ? Outcome.RELEASED : Outcome.HELD);
        }
    }

    /** Seen to fail where only a message that names a person waited: a second evaluator found it. */
    @Test
    void aSilentRegisterKeepsAlsoTheCancelWaitingThatShowsADocumentAlone() {
        // Given
        var cancel = envelope(
                "alert",
                "'purpose': 'border-check', 'expires': '2026-12-01T00:00:00+03:00'",
                "'msgType': 'Cancel', 'alertType': 'PER-CHECK', 'references': ['KEN.DIS/m-0'],"
                        + " 'subject': {'document': {'type': 'PP', 'number': 'UBA7'}}");

        // When
        var ruling = judge(cancel, UGA_DCIC, Facts.NONE.withRegister(Register.SILENT), OPEN);

        // Then
        assertThat(ruling.hold().map(Hold::cause)).contains(Cause.REGISTER);
    }

    @Test
    void whatTheMessageShowsGoesBeforeWhatTheRegisterSays() {
        // Given
        var cleared = Facts.NONE.withRegister(Register.NOT_PROTECTED);
        var shown = arrest("PER-ARREST", ", 'nationality': 'ETH', 'protection': ['refugee']");

        // Then
        assertThat(judge(shown, UGA_DCIC, cleared, OPEN).hold().map(Hold::cause))
                .contains(Cause.REFUGEE_AUTHORITY);
        assertThat(judge(arrest("PER-ARREST", ""), UGA_DCIC, cleared.withThreadProtected(true), OPEN)
                        .reason())
                .as("a thread that shows protection and names no state goes to protection agencies alone")
                .contains(Code.NOT_DELIVERABLE);
    }

    @Test
    void whatTheRefugeeAuthorityReleasesCrosses() {
        assertThat(judge(arrest("PER-CHECK", ""), UGA_OPM, RELEASED, OPEN).outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void insideOneStateNoRegisterIsAsked() {
        // Given
        var national = agreement(
                "KEN.test",
                List.of("KEN"),
                permit("P").between("KEN", "KEN").keep("*").build());

        // Then
        assertThat(judge(arrest("PER-ARREST", ""), KEN_DRS, national).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void nobodyIsArrestedAbroadWithoutBeingNamed() {
        // Given: no register can be asked about nobody, and who cannot be asked about is not handed over
        var cleared = Facts.NONE.withRegister(Register.NOT_PROTECTED);

        // Then
        assertThat(judge(alert("PER-ARREST", ""), UGA_DCIC, cleared, OPEN).reason())
                .contains(Code.NOT_DELIVERABLE);
    }

    /** The narrow permit of every day, the wide one of an emergency. */
    private static Agreement withEmergency(State state) {
        return agreement(
                "KEN-UGA.test",
                List.of("KEN", "UGA"),
                state,
                permit("P").purposes(Purpose.CRIME).keep("@core").build(),
                permit("E").emergency("PT24H", AgencyId.of("KEN.BMS")).keep("*").build(),
                prohibit("N").alertTypes("VEH-*").build());
    }

    private static final Facts OPENED = Facts.NONE.withEmergencies(Set.of("KEN-UGA.test@1/E"));

    @Test
    void aPermitForEmergenciesIsSilentUntilOneIsOpenAndThenDecidesAlone() {
        // Given
        var everyDay = alert("'purpose': 'crime'", "DOC-LOST", "'case': 'none'");
        var agreement = withEmergency(State.IN_FORCE);

        // Then
        assertThat(judge(everyDay, UGA_DCIC, agreement).rules()).containsExactly(P);
        assertThat(judge(everyDay, UGA_DCIC, OPENED, agreement)).satisfies(ruling -> {
            assertThat(ruling.rules()).containsExactly("KEN-UGA.test@1/E");
            assertThat(ruling.outcome()).isEqualTo(Outcome.RELEASED);
        });
    }

    @Test
    void whileNoneIsOpenWhatNeedsOneReadsNotInForce() {
        // Given
        var other = alert("'purpose': 'health'", "DOC-LOST", "");

        // Then
        assertThat(judge(other, UGA_DCIC, withEmergency(State.IN_FORCE)).reason())
                .contains(Code.NOT_IN_FORCE);
        assertThat(judge(other, UGA_DCIC, OPENED, withEmergency(State.IN_FORCE)).outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void anEmergencyIsNeverWiderThanAProhibitAProtectionOrTheLifeOfItsAgreement() {
        // Given
        var vehicle = alert("'purpose': 'crime'", "VEH-STOLEN", "");
        var refugee = alert(
                "'purpose': 'crime'",
                "PER-AT-RISK",
                "'subject': {'person': {'nationality': 'UGA', 'protection': ['refugee']}}");

        // Then
        assertThat(judge(vehicle, UGA_DCIC, OPENED, withEmergency(State.IN_FORCE))
                        .reason())
                .contains(Code.PROHIBITED);
        assertThat(judge(refugee, UGA_DCIC, OPENED, withEmergency(State.IN_FORCE))
                        .reason())
                .contains(Code.NOT_DELIVERABLE);
        assertThat(judge(alert("DOC-LOST", ""), UGA_DCIC, OPENED, withEmergency(State.SUSPENDED))
                        .reason())
                .contains(Code.SUSPENDED);
    }
}
