package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.kivuko.connector.postgres.ServerAdvice.Advice;
import org.kivuko.exchange.LedgerUnavailable;

/** What operators are told of the settings of a database that others run. */
class DatabaseAdviceTest {
    private static final Advice SLOW = new Advice("autovacuum_naptime", "1min", "1s", "messages take longer");
    private static final String SENTENCE =
            "DATABASE_SETTING: autovacuum_naptime should be 1s, found 1min: messages take longer";

    private final Deque<Supplier<List<Advice>>> answers = new ArrayDeque<>();
    private final DatabaseAdvice advice =
            new DatabaseAdvice(() -> answers.removeFirst().get());

    @Test
    void aSettingIsNamedUntilItIsPutRight() {
        // Given
        answers.add(() -> List.of(SLOW));
        answers.add(List::of);

        // When, Then
        advice.look();
        assertThat(advice.inWords()).isEqualTo(SENTENCE);
        advice.look();
        assertThat(advice.inWords()).isEmpty();
    }

    @Test
    void aDatabaseThatDoesNotAnswerChangesNothing() {
        // Given
        answers.add(() -> List.of(SLOW));
        answers.add(() -> {
            throw new LedgerUnavailable("not now", new IOException());
        });

        // When
        advice.look();
        advice.look();

        // Then
        assertThat(advice.inWords()).isEqualTo(SENTENCE);
    }

    @Test
    void adviceClosesNothingAndAnOutageGoesBeforeIt() {
        assertThat(HubHealth.ledger(true, SENTENCE).up()).isTrue();
        assertThat(HubHealth.ledger(true, SENTENCE).detail()).isEqualTo(SENTENCE);
        assertThat(HubHealth.ledger(false, SENTENCE).up()).isFalse();
        assertThat(HubHealth.ledger(false, SENTENCE).detail()).isEqualTo("the database does not answer");
    }
}
