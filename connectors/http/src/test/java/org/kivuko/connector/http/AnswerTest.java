package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of answers: whatever goes into one stays in it. */
class AnswerTest {
    /** Seen to fail with a look at line feeds alone. */
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b=c", "a\nb", "a\rb", "a\u0000b", "a\u010ab", "a\u007fb"})
    void aValueThatWouldBreakItsHeadIsNoAnswer(String value) {
        assertThatThrownBy(() -> Answer.empty(303).with("Location", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Set-Cookie");
    }

    @Test
    void anyOtherIsSaidAsItIs() {
        assertThat(Answer.empty(303)
                        .with("Location", "/console/?signin=NOT_ALLOWED;a=\"b\"")
                        .headers())
                .containsEntry("Location", "/console/?signin=NOT_ALLOWED;a=\"b\"");
    }
}
