package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.model.Code;
import org.kivuko.testkit.LedgerCast;

/**
 * How many deliveries wait, by the sums of a real database. Seen to fail with each of these planted in the migration: what is
 * refused counts, a second end counts again, what the broker never released stays counted.
 */
class WaitingCountsTest extends OnSharedLedger {
    private static final Instant LATER = LedgerCast.NOON.plusSeconds(60);
    private final LedgerCast cast = new LedgerCast();

    private long waiting() {
        return ledger.waiting().getOrDefault(cast.receiver, 0L);
    }

    private Delivery record(long batch, String id) throws Exception {
        Delivery delivery = LedgerCast.released(cast.receiver);
        ledger.record(
                ledger.begin(cast.outbox, batch - 1), batch, List.of(cast.message(id, "a", LedgerCast.NOON, delivery)));
        return delivery;
    }

    private void takeOver(Delivery delivery) {
        ledger.fetched(cast.receiver, Set.of(delivery.id()), LATER);
        ledger.acknowledge(cast.receiver, delivery.id(), LATER);
    }

    @Test
    void whatCrossesWaitsUntilItIsTakenOver() throws Exception {
        // Given
        Delivery first = record(1, "1");
        record(2, "2");
        Delivery refused = LedgerCast.refused(cast.receiver, Code.NO_AGREEMENT);
        ledger.record(ledger.begin(cast.outbox, 2), 3, List.of(cast.message("3", "a", LedgerCast.NOON, refused)));
        assertThat(waiting()).isEqualTo(2);

        // When
        ledger.fetched(cast.receiver, Set.of(first.id()), LATER);
        long whileLeased = waiting();
        takeOver(first);
        takeOver(first);

        // Then
        assertThat(whileLeased).isEqualTo(2);
        assertThat(waiting()).isEqualTo(1);
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void whatTheBrokerNeverReleasedDoesNotWait() throws Exception {
        // Given
        record(1, "1");
        assertThat(waiting()).isEqualTo(1);

        // When
        ledger.begin(cast.outbox, 0);

        // Then
        assertThat(waiting()).isZero();
    }

    @Test
    void whatIsReturnedAndAcknowledgedByWhoWasHandedItBeforeEndsOnce() throws Exception {
        // Given
        Delivery delivery = record(1, "1");
        record(2, "2");
        ledger.fetched(cast.receiver, Set.of(delivery.id()), LATER);
        var returned = new Withdrawal(delivery.id(), DeliveryState.RETURNED, Code.NOT_IN_FORCE, Optional.empty());

        // When
        ledger.withdrawals().record(List.of(returned), List.of(), LATER);
        takeOver(delivery);

        // Then
        assertThat(waiting()).isEqualTo(1);
    }
}
