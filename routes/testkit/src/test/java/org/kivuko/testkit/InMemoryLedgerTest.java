package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerUnavailable;

class InMemoryLedgerTest implements LedgerContract {
    private final TestClock clock = new TestClock(LedgerCast.NOON);
    private final InMemoryLedger ledger = new InMemoryLedger(clock);

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Test
    void made_unavailable_it_answers_nothing_until_it_is_back() {
        var cast = new LedgerCast();
        // When
        ledger.setAvailable(false);
        // Then
        assertThat(ledger.available()).isFalse();
        assertThatThrownBy(() -> ledger.status(cast.key("1"))).isInstanceOf(LedgerUnavailable.class);
        ledger.setAvailable(true);
        assertThat(ledger.status(cast.key("1"))).isEmpty();
    }
}
