package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** Closing inboxes while batches are on their way into them. */
@Timeout(20)
class GateTest {
    private static final Inbox ONE = new Inbox(AgencyId.of("UGA.DCIC"), Channel.LIVE, Lane.BULK);
    private static final Inbox OTHER = new Inbox(AgencyId.of("UGA.UPF"), Channel.LIVE, Lane.BULK);

    private final Gate gate = new Gate();

    @Test
    void whoClosesWaitsForWhatIsInside() throws Exception {
        // Given
        Gate.Passing passing = gate.begin(() -> false);
        passing.enter(List.of(ONE));
        gate.close(List.of(ONE));

        // When
        CompletableFuture<Void> empty = CompletableFuture.runAsync(this::awaitEmpty);

        // Then
        assertThatThrownBy(() -> empty.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        passing.close();
        assertThat(empty.get(5, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void nothingEntersAClosedInboxUntilItOpensAndOthersAreNotTouched() throws Exception {
        // Given
        gate.close(List.of(ONE));
        CompletableFuture<Void> entered = CompletableFuture.runAsync(() -> enter(gate.begin(() -> false), ONE));

        // When, Then
        gate.begin(() -> false).enter(List.of(OTHER));
        assertThatThrownBy(() -> entered.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        gate.open(ONE);
        assertThat(entered.get(5, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void whatWasJudgedBeforeTheRulesChangedDoesNotPass() {
        // Given
        Gate.Passing passing = gate.begin(() -> false);

        // When
        gate.rulesChanged();

        // Then
        assertThatThrownBy(() -> passing.enter(List.of(ONE))).isInstanceOf(JudgedTooEarly.class);
    }

    /** It would keep the inbox that it has entered waiting for ever, and with it whoever closed both. */
    @Test
    void whoIsInsideOneInboxDoesNotWaitForAnother() throws Exception {
        // Given
        Gate.Passing passing = gate.begin(() -> false);
        passing.enter(List.of(ONE));
        gate.close(List.of(ONE, OTHER));

        // When, Then
        assertThatThrownBy(() -> passing.enter(List.of(OTHER))).isInstanceOf(JudgedTooEarly.class);
    }

    private void awaitEmpty() {
        try {
            gate.awaitEmpty(ONE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void enter(Gate.Passing passing, Inbox inbox) {
        try {
            passing.enter(List.of(inbox));
        } catch (JudgedTooEarly | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
