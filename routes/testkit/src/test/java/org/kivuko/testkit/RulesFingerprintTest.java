package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.RulesFingerprint;

/** By what an inbox is known to have been judged under the rules of now. */
class RulesFingerprintTest {
    private static final Instant IN_FORCE = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant BEFORE = Instant.parse("2019-12-31T23:59:59Z");

    @Test
    void equalRulesHaveOneNameWhoeverReadsThem() {
        assertThat(RulesFingerprint.of(SmallWorld.agreements(), "UGA", IN_FORCE))
                .isEqualTo(RulesFingerprint.of(SmallWorld.agreements(), "UGA", IN_FORCE.plusSeconds(1)))
                .hasSize(64);
    }

    @Test
    void anAgreementThatIsNotInForceMakesAnother() {
        assertThat(RulesFingerprint.of(SmallWorld.agreements(), "UGA", BEFORE))
                .isNotEqualTo(RulesFingerprint.of(SmallWorld.agreements(), "UGA", IN_FORCE));
    }
}
