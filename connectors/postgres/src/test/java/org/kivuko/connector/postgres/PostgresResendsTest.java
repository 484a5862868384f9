package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.exchange.Lying;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Lane;
import org.kivuko.testkit.LedgerCast;

/** What its recipient has taken over and asks for again, in a real database. */
class PostgresResendsTest extends OnSharedLedger {
    private static final Instant LATER = LedgerCast.NOON.plusSeconds(60);
    private static final Instant KEPT = LedgerCast.NOON.plus(Duration.ofDays(7));
    private final LedgerCast cast = new LedgerCast();
    private final Withdrawals withdrawals = ledger.withdrawals();
    private final Inbox inbox = new Inbox(cast.receiver, Channel.LIVE, Lane.BULK);
    private final Withdrawals.Link link = new Withdrawals.Link(cast.sender, inbox);
    private final Delivery first = LedgerCast.released(cast.receiver);
    private final Delivery correction = LedgerCast.released(cast.receiver);
    private final Delivery told = LedgerCast.released(cast.receiver);

    /** An alert and its correction, both with their recipient. */
    private OutboxTerm takenOver() throws Exception {
        OutboxTerm term = ledger.begin(cast.outbox, 0);
        ledger.record(
                term, 1, List.of(cast.kept("1", KEPT, first), cast.correction("2", cast.key("1"), KEPT, correction)));
        for (Delivery each : List.of(first, correction)) {
            takeOver(each.id());
        }
        return term;
    }

    private void takeOver(UUID item) {
        ledger.fetched(cast.receiver, List.of(item), LATER);
        assertThat(ledger.acknowledge(cast.receiver, item, LATER)).isTrue();
    }

    private void recall(OutboxTerm term) throws Exception {
        ledger.record(term, 2, List.of(cast.recall("w", cast.key("1"), LATER, told)));
    }

    private void placeAgain() {
        assertThat(withdrawals.askAgain(link, ledger.linkEpoch(), 1, 2, LATER))
                .isEqualTo(new Withdrawals.Asked(2, 0, List.of()));
        withdrawals.placed(List.of(first.id(), correction.id()), LATER);
        withdrawals.note(List.of(new Withdrawals.Judged(inbox, "rules", false)));
    }

    /** What is to be withdrawn of this cast: tests share the ledger. */
    private List<Withdrawal> recalled() {
        return withdrawals.recalled(LATER).stream()
                .filter(each -> List.of(first.id(), correction.id()).contains(each.delivery()))
                .toList();
    }

    private boolean recallIsDone() {
        return withdrawals.recalls(1_000).stream().anyMatch(row -> row.recall().equals(cast.key("w")) && row.done());
    }

    private Lying lying(UUID id) {
        return withdrawals.lying(cast.receiver, List.of(id)).get(id);
    }

    /** Seen to fail with recalls that look only for what was never taken over. */
    @Test
    void whatWaitsAgainWhenItIsRecalledIsWithdrawnInItsPlaceAndItsSenderSeesNothingOfIt() throws Exception {
        // Given
        OutboxTerm term = takenOver();
        placeAgain();
        recall(term);

        // When
        List<Withdrawal> asked = recalled();
        boolean doneEarly = recallIsDone();
        var concerned = withdrawals.ask(asked, LATER);
        var known = lying(first.id());
        var voids = withdrawals.record(asked, List.of(), LATER);
        withdrawals.note(List.of(new Withdrawals.Judged(inbox, "rules", false)));

        // Then
        assertThat(asked).extracting(Withdrawal::delivery).containsExactlyInAnyOrder(first.id(), correction.id());
        assertThat(doneEarly).isFalse();
        assertThat(concerned).containsExactly(inbox);
        assertThat(known)
                .isEqualTo(new Lying.Open(
                        new LinkNumber(1, ledger.linkEpoch(), 1),
                        Optional.of(
                                new Withdrawal(first.id(), DeliveryState.RECALLED, Code.RECALLED, Optional.empty()))));
        assertThat(voids.get(first.id()).link().number()).isEqualTo(1);
        assertThat(voids.get(correction.id()).link().number()).isEqualTo(2);
        assertThat(lying(first.id())).isEqualTo(new Lying.Withdrawn(voids.get(first.id())));
        assertThat(ledger.status(cast.key("1"))
                        .orElseThrow()
                        .recipients()
                        .get(0)
                        .state())
                .contains(DeliveryState.ACKNOWLEDGED);
        assertThat(recalled()).isEmpty();
        assertThat(recallIsDone()).isTrue();
        takeOver(voids.get(first.id()).id());
        assertThat(withdrawals.waiting(inbox).released())
                .doesNotContain(first.id(), voids.get(first.id()).id());
    }

    @Test
    void whatWasTakenOverAgainBeforeItIsRecalledIsWithItsRecipient() throws Exception {
        // Given
        OutboxTerm term = takenOver();
        placeAgain();
        for (Delivery each : List.of(first, correction)) {
            takeOver(each.id());
        }

        // When
        recall(term);

        // Then
        assertThat(recalled()).isEmpty();
        assertThat(recallIsDone()).isTrue();
    }

    /** Seen to fail with a look at recalls of the message itself alone. */
    @Test
    void whatIsAskedForAfterARecallIsKnownAsRecalledItsCorrectionIncluded() throws Exception {
        // Given
        OutboxTerm term = takenOver();
        withdrawals.askAgain(link, ledger.linkEpoch(), 1, 2, LATER);
        assertThat(withdrawals.wanted(inbox))
                .extracting(Withdrawals.Wanted::recalled)
                .containsExactly(false, false);

        // When
        recall(term);

        // Then
        assertThat(withdrawals.wanted(inbox))
                .extracting(Withdrawals.Wanted::recalled)
                .containsExactly(true, true);
        assertThat(recalled()).extracting(Withdrawal::reason).containsExactly(Code.RECALLED, Code.RECALLED);
    }
}
