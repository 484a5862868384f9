package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.RecallRow;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Lane;
import org.kivuko.testkit.LedgerAgendaContract;
import org.kivuko.testkit.LedgerCast;

/** What follows from recalls, in a real database. */
class PostgresRecallsTest extends OnSharedLedger {
    private static final Instant LATER = LedgerCast.NOON.plusSeconds(60);
    private final LedgerCast cast = new LedgerCast();
    private final Withdrawals withdrawals = ledger.withdrawals();
    private final Inbox inbox = new Inbox(cast.receiver, Channel.LIVE, Lane.BULK);
    private final Delivery waiting = LedgerCast.released(cast.receiver);
    private final Delivery told = LedgerCast.released(cast.receiver);

    private void record(OutboxTerm term, long batch, Entry... entries) throws Exception {
        ledger.record(term, batch, List.of(entries));
    }

    private OutboxTerm recalled() throws Exception {
        OutboxTerm term = ledger.begin(cast.outbox, 0);
        record(term, 1, cast.message("1", "a", LedgerCast.NOON, waiting));
        record(term, 2, cast.recall("w", cast.key("1"), LATER, told));
        return term;
    }

    /** What is to be withdrawn of this cast: tests share the ledger. */
    private List<Withdrawal> asked(UUID... mine) {
        return withdrawals.recalled(LATER).stream()
                .filter(each -> List.of(mine).contains(each.delivery()))
                .toList();
    }

    private RecallRow row() {
        return withdrawals.recalls(1_000).stream()
                .filter(row -> row.recall().equals(cast.key("w")))
                .findFirst()
                .orElseThrow();
    }

    private RecallRow.Standing standing() {
        return row().parts().get(0).standing();
    }

    @Test
    void whatWaitsIsAskedForOnceAndTheRecallIsDoneWhenItsInboxHasComeRound() throws Exception {
        // Given
        recalled();

        // When
        List<Withdrawal> first = asked(waiting.id());
        withdrawals.ask(first, LATER);
        List<Withdrawal> second = asked(waiting.id());
        boolean doneEarly = row().done();
        withdrawals.record(first, List.of(), LATER);
        withdrawals.note(List.of(new Withdrawals.Judged(inbox, "rules", false)));
        asked();

        // Then
        assertThat(first).extracting(Withdrawal::reason).containsExactly(Code.RECALLED);
        assertThat(second).isEmpty();
        assertThat(doneEarly).isFalse();
        assertThat(row().done()).isTrue();
        assertThat(standing()).isEqualTo(RecallRow.Standing.WITHDRAWN);
    }

    @Test
    void whoHadTheMessageIsToldAndHasConfirmedOnceItAcknowledgesTheRecall() throws Exception {
        // Given
        recalled();
        ledger.fetched(cast.receiver, List.of(waiting.id()), LATER);
        ledger.acknowledge(cast.receiver, waiting.id(), LATER);

        // When
        assertThat(asked(waiting.id())).isEmpty();
        RecallRow.Standing before = standing();
        ledger.fetched(cast.receiver, List.of(told.id()), LATER);
        ledger.acknowledge(cast.receiver, told.id(), LATER);

        // Then
        assertThat(before).isEqualTo(RecallRow.Standing.TOLD);
        assertThat(standing()).isEqualTo(RecallRow.Standing.CONFIRMED);
        assertThat(row().done()).isTrue();
    }

    /** An agency took it at the broker and the note of that was lost: the round has not met it, and nobody asks for ever. */
    @Test
    void whatAFinishedRoundHasNotMetIsWithItsRecipient() throws Exception {
        // Given
        recalled();
        withdrawals.ask(asked(waiting.id()), LATER);

        // When
        withdrawals.note(List.of(new Withdrawals.Judged(inbox, "rules", false)));

        // Then
        assertThat(asked(waiting.id())).isEmpty();
        assertThat(row().done()).isTrue();
        assertThat(standing()).isEqualTo(RecallRow.Standing.TOLD);
    }

    /** Seen to fail without {@code RecallRows.reopen}: the copy that is recorded anew waits, and nobody asks for it. */
    @Test
    void whatAKilledHubRecordedAnewIsFoundByARecallThatWasDone() throws Exception {
        // Given the recall by the central contact, through an outbox of its own
        OutboxTerm term = ledger.begin(cast.outbox, 0);
        record(term, 1, cast.message("1", "a", LedgerCast.NOON, waiting));
        record(ledger.begin(cast.urgentOutbox, 0), 1, cast.recall("w", cast.key("1"), LATER, told));
        withdrawals.ask(asked(waiting.id()), LATER);
        withdrawals.note(List.of(new Withdrawals.Judged(inbox, "rules", false)));
        asked();
        assertThat(row().done()).isTrue();

        // When the broker knows nothing of the batch with the message
        OutboxTerm next = ledger.begin(cast.outbox, 0);
        Delivery anew = LedgerCast.released(cast.receiver);
        record(next, 1, cast.message("1", "a", LATER, anew));

        // Then
        assertThat(asked(anew.id())).hasSize(1);
    }

    /** Seen to fail without {@code RecallRows.requireUnchanged}: the recipient has the message, and is never told. */
    @Test
    void whatWasReleasedWhileTheRecallWasJudgedMakesItBeJudgedAgain() throws Exception {
        // Given
        Delivery held = LedgerCast.held(cast.receiver, LATER);
        OutboxTerm term = ledger.begin(cast.outbox, 0);
        record(term, 1, cast.message("1", "a", LedgerCast.NOON, held));
        ledger.decide(held.id(), Errand.Kind.RELEASE, "operator", LedgerAgendaContract.REASON, LedgerCast.NOON);
        Errand release = ledger.due(LedgerCast.NOON, LedgerAgendaContract.PATIENCE, 10_000).stream()
                .map(due -> due.errand())
                .filter(errand -> errand.delivery().equals(held.id()))
                .findFirst()
                .orElseThrow();
        var crossing =
                new Delivery(held.id(), LedgerCast.released(cast.receiver).ruling());
        record(term, 2, new Entry.Decided(release, LATER, crossing));
        Delivery judgedBefore = LedgerCast.refused(cast.receiver, Code.RECALLED);

        // When, Then
        assertThatThrownBy(() -> record(term, 3, cast.recall("w", cast.key("1"), LATER, judgedBefore)))
                .isInstanceOf(LedgerUnavailable.class);
        record(term, 3, cast.recall("w", cast.key("1"), LATER, told));
        assertThat(asked(held.id())).hasSize(1);
    }
}
