package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.LOST;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_UPF;
import static org.kivuko.agreement.Fixtures.UGA_URA;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.Fixtures.reason;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.model.Code;

/** What operators suspend is one of the things that a ruling rests on. */
class SuspendedTest {
    private static final List<String> BOTH = List.of("KEN", "UGA");
    private static final Facts SUSPENDED = Facts.NONE.withSuspended(Set.of("KEN-UGA.one"));

    @Test
    void givenASuspendedAgreement_whenItAlonePermits_thenItIsRefusedAsSuspended() {
        var one = agreement("KEN-UGA.one", BOTH, permit("P").keep("*").build());

        assertThat(judge(LOST, UGA_DCIC, one).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(reason(judge(LOST, UGA_DCIC, SUSPENDED, one))).isEqualTo(Code.SUSPENDED);
    }

    @Test
    void givenASuspendedAgreement_whenAnotherPermits_thenItCrossesByThatAlone() {
        var one = agreement("KEN-UGA.one", BOTH, permit("P").keep("*").build());
        var two = agreement("KEN-UGA.two", BOTH, permit("Q").keep("*").build());

        assertThat(judge(LOST, UGA_DCIC, one, two).rules()).hasSize(2);
        assertThat(judge(LOST, UGA_DCIC, SUSPENDED, one, two).rules()).containsExactly("KEN-UGA.two@1/Q");
    }

    @Test
    void givenASuspendedAgreement_whenItProhibits_thenItRefusesNothing() {
        var one = agreement("KEN-UGA.one", BOTH, prohibit("N").build());
        var two = agreement("KEN-UGA.two", BOTH, permit("Q").keep("*").build());

        assertThat(reason(judge(LOST, UGA_DCIC, one, two))).isEqualTo(Code.PROHIBITED);
        assertThat(judge(LOST, UGA_DCIC, SUSPENDED, one, two).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void givenASuspendedAgreementThatDoesNotFit_whenJudged_thenTheReasonIsTheOneItHadBefore() {
        var one = agreement("KEN-UGA.one", BOTH, permit("P").alertTypes("VEH-*").build());

        assertThat(reason(judge(LOST, UGA_DCIC, SUSPENDED, one))).isEqualTo(reason(judge(LOST, UGA_DCIC, one)));
    }

    /** Rules are asked one by one while something is suspended: that must come to what the table says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givenAnyRules_whenSomethingElseIsSuspended_thenTheRulingIsTheSame(long seed) {
        var random = new Random(seed);
        var other = Facts.NONE.withSuspended(Set.of("ETH-DJI.other"));
        for (int round = 0; round < 200; round++) {
            var first = agreement("KEN-UGA.one", BOTH, rules(random));
            var second = agreement("KEN-UGA.two", BOTH, rules(random));
            for (var recipient : List.of(UGA_DCIC, UGA_URA, UGA_UPF)) {
                assertThat(judge(LOST, recipient, other, first, second))
                        .isEqualTo(judge(LOST, recipient, first, second));
            }
        }
    }

    private static Rule[] rules(Random random) {
        var rules = new ArrayList<Rule>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var rule =
                    random.nextInt(6) == 0 ? prohibit("N" + i) : permit("P" + i).keep("*");
            if (random.nextInt(3) == 0) {
                rule.alertTypes(random.nextBoolean() ? "VEH-*" : "DOC-*");
            }
            if (random.nextInt(3) == 0) {
                rule.recipients(random.nextBoolean() ? "UGA.DCIC" : "UGA.URA");
            }
            rules.add(rule.build());
        }
        return rules.toArray(Rule[]::new);
    }
}
