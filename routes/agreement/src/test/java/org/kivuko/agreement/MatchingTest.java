package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kivuko.agreement.Fixtures.ETH_ICS;
import static org.kivuko.agreement.Fixtures.KEN_DRS;
import static org.kivuko.agreement.Fixtures.LOST;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.Fixtures.reason;
import static org.kivuko.agreement.Fixtures.since;
import static org.kivuko.agreement.Fixtures.until;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Rule.Travellers;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

class MatchingTest {
    private static final List<String> BOTH = List.of("KEN", "UGA");

    @Test
    void whatNoAgreementNamesIsRefused() {
        assertThat(reason(judge(LOST, UGA_DCIC))).isEqualTo(Code.NO_AGREEMENT);
        assertThat(reason(judge(LOST, ETH_ICS, bilateral(permit("P").keep("*").build()))))
                .isEqualTo(Code.NO_AGREEMENT);
    }

    @Test
    void aPermitOfTheOtherDirectionIsNoCandidate() {
        var backwards = bilateral(permit("P").between("UGA", "KEN").keep("*").build());

        assertThat(reason(judge(LOST, UGA_DCIC, backwards))).isEqualTo(Code.NO_AGREEMENT);
    }

    @Test
    void aProhibitThatDoesNotMatchIsNoCandidate() {
        var agreement = bilateral(prohibit("N").alertTypes("VEH-*").build());

        assertThat(reason(judge(LOST, UGA_DCIC, agreement))).isEqualTo(Code.NO_AGREEMENT);
    }

    @Test
    void aPermitThatStatesNothingMatchesEverything() {
        assertThat(judge(LOST, UGA_DCIC, bilateral(permit("P").keep("*").build()))
                        .outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    /** One permit for each step of the contract, in its order, each of which stops there. */
    static List<Rule> stepwise() {
        return List.of(
                permit("type").alertTypes("VEH-*").build(),
                permit("authority").senders(":customs").build(),
                permit("post").posts("KEN-MOYALE/ETH-MOYALE").build(),
                permit("purpose").purposes(Purpose.CUSTOMS).build(),
                permit("status").statuses(Status.EXERCISE).build(),
                permit("traveller").travellers(Travellers.SENDER_NATIONALS).build(),
                permit("severity").minSeverity(Severity.EXTREME).build(),
                permit("annex").annex("theirs").build());
    }

    static List<Code> stepReasons() {
        return List.of(
                Code.TYPE_NOT_PERMITTED,
                Code.AUTHORITY_NOT_COMPETENT,
                Code.POST_NOT_COVERED,
                Code.PURPOSE_NOT_PERMITTED,
                Code.STATUS_NOT_PERMITTED,
                Code.TRAVELLER_NOT_COVERED,
                Code.SEVERITY_TOO_LOW,
                Code.NOT_RECIPROCAL);
    }

    static IntStream steps() {
        return IntStream.range(0, stepReasons().size());
    }

    @ParameterizedTest(name = "up to step {0}")
    @MethodSource("steps")
    void thePermitThatCameFurthestGivesTheReason(int last) {
        // Given
        var rules = new ArrayList<>(stepwise().subList(0, last + 1));
        Collections.reverse(rules);

        // When
        var ruling = judge(LOST, UGA_DCIC, inForce(rules));

        // Then
        assertThat(reason(ruling)).isEqualTo(stepReasons().get(last));
        assertThat(ruling.rules()).isEmpty();
    }

    @ParameterizedTest(name = "step {0} before all later ones")
    @MethodSource("steps")
    void eachPermitStopsAtItsFirstNo(int first) {
        // Given a permit that would say no at this step and at every later one
        var rule = permit("all").annex("theirs").minSeverity(Severity.EXTREME);
        List<Runnable> noes = List.of(
                () -> rule.alertTypes("VEH-*"),
                () -> rule.recipients(":customs"),
                () -> rule.posts("KEN-MOYALE/ETH-MOYALE"),
                () -> rule.purposes(Purpose.CUSTOMS),
                () -> rule.statuses(Status.TEST),
                () -> rule.travellers(Travellers.RECIPIENT_NATIONALS));
        noes.subList(Math.min(first, noes.size()), noes.size()).forEach(Runnable::run);
        if (first > 6) {
            rule.minSeverity(Severity.UNKNOWN);
        }

        // Then
        assertThat(reason(judge(LOST, UGA_DCIC, inForce(List.of(rule.build())))))
                .isEqualTo(stepReasons().get(first));
    }

    private static Agreement inForce(List<Rule> rules) {
        return agreement(
                "KEN-UGA.steps",
                BOTH,
                State.IN_FORCE,
                since("2018-02-24"),
                Map.of("all", Set.of("KEN", "UGA"), "theirs", Set.of("UGA")),
                rules.toArray(Rule[]::new));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyProvisionalAndInForceAreInForce(State state) {
        // Given
        var agreement =
                agreement("KEN-UGA.test", BOTH, state, permit("P").keep("*").build());

        // When
        var ruling = judge(LOST, UGA_DCIC, agreement);

        // Then
        switch (state) {
            case PROVISIONAL, IN_FORCE -> assertThat(ruling.outcome()).isEqualTo(Outcome.RELEASED);
            case SUSPENDED -> assertThat(reason(ruling)).isEqualTo(Code.SUSPENDED);
            case DRAFT, SIGNED, TERMINATED -> assertThat(reason(ruling)).isEqualTo(Code.NOT_IN_FORCE);
        }
    }

    @Test
    void suspendedGoesBeforeNotInForceWhicheverStandsFirst() {
        // Given
        var suspended = agreement(
                "KEN-UGA.b", BOTH, State.SUSPENDED, permit("P").keep("*").build());
        var draft =
                agreement("KEN-UGA.a", BOTH, State.DRAFT, permit("P").keep("*").build());
        var ended = agreement(
                "KEN-UGA.c", BOTH, State.TERMINATED, permit("P").keep("*").build());

        // Then
        assertThat(reason(judge(LOST, UGA_DCIC, draft, suspended, ended))).isEqualTo(Code.SUSPENDED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-31T23:59:59Z, false",
        "2026-11-01T00:00:00Z, true",
        "2026-11-30T23:59:59.999Z, true",
        "2026-12-01T00:00:00Z, false"
    })
    void anAgreementHoldsFromItsFirstUtcDayUntilBeforeItsLast(Instant at, boolean holds) {
        // Given
        var agreement = agreement(
                "KEN-UGA.test",
                BOTH,
                State.IN_FORCE,
                until("2026-11-01", "2026-12-01"),
                Map.of("all", Set.of("KEN", "UGA")),
                permit("P").keep("*").build());
        var agreements = agreements(agreement);

        // Then
        assertThat(agreements.judge(LOST, UGA_DCIC, at, Facts.NONE).reason())
                .isEqualTo(holds ? Optional.empty() : Optional.of(Code.NOT_IN_FORCE));
        assertThat(agreements.inForce(at)).hasSize(holds ? 1 : 0);
        assertThat(agreements.all()).containsExactly(agreement);
    }

    @Test
    void aMatchingProhibitRefusesWhateverIsPermittedAndWhateverTheAnnexes() {
        // Given
        var permits = bilateral(permit("P").keep("*").build());
        var prohibits = agreement(
                "KEN-UGA.ban",
                BOTH,
                State.IN_FORCE,
                since("2020-01-01"),
                Map.of(),
                prohibit("N2").alertTypes("DOC-*").build(),
                prohibit("N1").between("*", "*").build());

        // When
        var ruling = judge(LOST, UGA_DCIC, permits, prohibits);

        // Then
        assertThat(reason(ruling)).isEqualTo(Code.PROHIBITED);
        assertThat(ruling.rules()).containsExactly("KEN-UGA.ban@1/N1", "KEN-UGA.ban@1/N2");
    }

    @Test
    void aProhibitHoldsOnlyWhileItsAgreementIsInForce() {
        // Given
        var permits = bilateral(permit("P").keep("*").build());
        var draft = agreement("KEN-UGA.ban", BOTH, State.DRAFT, prohibit("N").build());

        // Then
        assertThat(judge(LOST, UGA_DCIC, permits, draft).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void aNationalProtocolCoversItsStateAloneAndAStarNeverDoes() {
        // Given
        var national = agreement(
                "KEN.national",
                List.of("KEN"),
                permit("P").between("KEN", "KEN").keep("*").build());
        var starred = agreement(
                "KEN.starred",
                List.of("KEN"),
                permit("P").between("*", "*").keep("*").build());
        var multilateral = agreement(
                "EAC.docs",
                List.of("ETH", "KEN", "UGA"),
                permit("P").between("*", "*").keep("*").build());

        // Then
        assertThat(judge(LOST, KEN_DRS, national).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(reason(judge(LOST, UGA_DCIC, national))).isEqualTo(Code.NO_AGREEMENT);
        assertThat(reason(judge(LOST, KEN_DRS, starred))).isEqualTo(Code.NO_AGREEMENT);
        assertThat(reason(judge(LOST, KEN_DRS, multilateral))).isEqualTo(Code.NO_AGREEMENT);
        assertThat(judge(LOST, UGA_DCIC, multilateral).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(judge(LOST, ETH_ICS, multilateral).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void allMatchingPermitsAreNamedSorted() {
        // Given
        var later = agreement(
                "KEN-UGA.b",
                BOTH,
                permit("P2").keep("*").build(),
                permit("P1").keep("*").build());
        var earlier = agreement("KEN-UGA.a", BOTH, permit("P9").keep("*").build());
        var notMatching = agreement(
                "KEN-UGA.c", BOTH, permit("P").alertTypes("VEH-*").keep("*").build());

        // When
        var ruling = judge(LOST, UGA_DCIC, later, notMatching, earlier);

        // Then
        assertThat(ruling.rules()).containsExactly("KEN-UGA.a@1/P9", "KEN-UGA.b@1/P1", "KEN-UGA.b@1/P2");
        assertThat(ruling.agreements()).containsExactly("KEN-UGA.a@1", "KEN-UGA.b@1");
    }

    @Test
    void aRuleWhoseFieldsCannotBeJudgedIsNeverSkipped() {
        var unknown = bilateral(
                permit("P").messages(MessageType.ALERT).keep("subject.passport").build());

        assertThatThrownBy(() -> agreements(unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KEN-UGA.test@1/P")
                .hasMessageContaining("subject.passport");
    }

    @Test
    void theInstantOfJudgingDecidesNotTheTimeOfTheMessage() {
        // Given an agreement that began after the message was written
        var agreement = agreement(
                "KEN-UGA.test",
                BOTH,
                State.IN_FORCE,
                since("2026-11-02"),
                Map.of("all", Set.of("KEN", "UGA")),
                permit("P").keep("*").build());

        // Then
        assertThat(reason(judge(LOST, UGA_DCIC, agreement))).isEqualTo(Code.NOT_IN_FORCE);
        assertThat(agreements(agreement)
                        .judge(LOST, UGA_DCIC, NOW.plusSeconds(86_400), Facts.NONE)
                        .outcome())
                .isEqualTo(Outcome.RELEASED);
    }
}
