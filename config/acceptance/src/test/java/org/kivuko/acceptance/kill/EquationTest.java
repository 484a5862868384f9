package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The two equations are seen to fail, and calls that nobody answered excuse no more copies than they can have left. */
class EquationTest {
    private final Verdict verdict = new Verdict();

    @Test
    void deliveriesComeOutWhereEachWasHandedOverOrRefused() {
        // Given
        verdict.count("addressed", 5);
        verdict.count("deliveries", 3);
        verdict.count("refused", 1);

        // Then
        assertThat(Equation.ofDeliveries(verdict).balanced()).isFalse();
        verdict.count("refused", 1);
        assertThat(Equation.ofDeliveries(verdict).balanced()).isTrue();
        assertThat(Equation.ofDeliveries(verdict)).hasToString("addressed 5 = handed over 3 + refused 2");
    }

    @Test
    void copiesMayBeMoreByTheCallsThatNobodyAnsweredAndNeverFewer() {
        // Given
        verdict.count("accepted", 10);
        verdict.count(Checker.OTHERS_OVER_AMQP, 2);
        verdict.count(Checker.UNANSWERED, 1);

        // Then
        assertThat(copies(9, 2)).isFalse();
        assertThat(copies(10, 2)).isTrue();
        assertThat(copies(10, 3)).isTrue();
        assertThat(copies(10, 4)).isFalse();
    }

    private boolean copies(long accepted, long duplicate) {
        return Equation.ofCopies(verdict, Map.of("accepted", accepted, "duplicate", duplicate))
                .balanced();
    }
}
