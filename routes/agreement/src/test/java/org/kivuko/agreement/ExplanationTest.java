package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.RuleAnswer.Said;
import org.kivuko.model.Code;
import org.kivuko.model.Message;

class ExplanationTest {
    private static final Message LOST = alert(
            "DOC-LOST",
            "'subject': {'person': {'nationality': 'ETH'}, 'document': {'issuer': 'ETH', 'number': 'E1234567'}}");

    static IntStream steps() {
        return MatchingTest.steps();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void eachPermitNamesTheStepAtWhichItSaidNo(int step) {
        // Given
        var rule = MatchingTest.stepwise().get(step);

        // When
        var explanation = explain(bilateral(rule));

        // Then
        assertThat(explanation.rules()).singleElement().satisfies(answer -> {
            assertThat(answer.said())
                    .isEqualTo(new Said.No(MatchingTest.stepReasons().get(step)));
            assertThat(answer.nearest()).isTrue();
        });
        assertThat(explanation.ruling().reason())
                .contains(MatchingTest.stepReasons().get(step));
    }

    /** Seen to fail with every permit that said no taken for one of the nearest. */
    @Test
    void ofAllThatSaidNoThoseThatCameFurthestAreTheNearest() {
        // Given
        var agreement = bilateral(MatchingTest.stepwise().toArray(Rule[]::new));

        // When
        var explanation = explain(agreement);

        // Then
        assertThat(explanation.rules()).extracting(RuleAnswer::name).hasSize(8);
        assertThat(explanation.rules().stream().filter(RuleAnswer::nearest))
                .extracting(RuleAnswer::name)
                .containsExactly("KEN-UGA.test@1/annex");
    }

    @Test
    void whereAPermitMatchesNothingIsAMiss() {
        // When
        var explanation = explain(bilateral(
                permit("P").keep("*").build(),
                permit("Q").alertTypes("VEH-*").keep("*").build()));

        // Then
        assertThat(explanation.rules()).extracting(RuleAnswer::said).containsExactly(Said.MATCHES, no("TYPE"));
        assertThat(explanation.rules()).noneMatch(RuleAnswer::nearest);
        assertThat(explanation.ruling().rules()).containsExactly("KEN-UGA.test@1/P");
    }

    @Test
    void prohibitsAnswerFirstAndSayWhyTheyDoNotRefuse() {
        // Given
        var asleep = agreement(
                "A.suspended",
                List.of("KEN", "UGA"),
                State.SUSPENDED,
                prohibit("S").build());
        var awake = bilateral(
                permit("P").keep("*").build(),
                prohibit("T").alertTypes("VEH-*").build(),
                prohibit("W").whenProtected().build(),
                prohibit("N").build());

        // When
        var explanation = explain(asleep, awake);

        // Then
        assertThat(explanation.rules())
                .extracting(answer -> answer.rule().id())
                .containsExactly("S", "T", "W", "N", "P");
        assertThat(explanation.rules())
                .extracting(RuleAnswer::said)
                .containsExactly(new Said.No(Code.SUSPENDED), no("TYPE"), Said.NOT_MEANT, Said.MATCHES, Said.MATCHES);
        assertThat(explanation.ruling().reason()).contains(Code.PROHIBITED);
        assertThat(explanation.ruling().rules()).containsExactly("KEN-UGA.test@1/N");
    }

    private static Said no(String step) {
        return new Said.No(Step.valueOf(step).reason());
    }

    private static Explanation explain(Agreement... agreements) {
        return agreements(agreements).explain(LOST, UGA_DCIC, NOW, Facts.NONE);
    }
}
