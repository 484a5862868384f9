package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.TermEnded;
import org.kivuko.model.Code;

/** What a new consumer finds, wherever the one before it was killed. */
public interface LedgerCommitOrderContract extends LedgerUnderTest {
    @Test
    default void killed_between_the_two_commits_the_original_comes_again_and_is_new() {
        var cast = new LedgerCast();
        OutboxTerm killed = ledger().begin(cast.outbox, 0);
        record(killed, 1, cast.message("1", "a"));
        record(killed, 2, cast.message("2", "a"), cast.message("3", "a"));
        // When the broker knows of batch 1 alone
        OutboxTerm next = ledger().begin(cast.outbox, 1);
        var again = record(next, 2, cast.message("2", "a", noon().plusSeconds(9), LedgerCast.released(cast.receiver)));
        // Then
        assertThat(next.lastBatch()).isEqualTo(1);
        assertThat(next.epoch()).isGreaterThan(killed.epoch());
        assertThat(fresh(again.get(0)).linkNumbers()).containsEntry(cast.receiver, 2L);
        assertThat(fresh(again.get(0)).acceptedAt()).isEqualTo(noon());
    }

    @Test
    default void killed_after_both_commits_a_copy_is_a_duplicate() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"));
        // When
        var again = record(ledger().begin(cast.outbox, 1), 2, cast.message("1", "a"), cast.message("2", "a"));
        // Then
        assertThat(again.get(0)).isInstanceOf(Recorded.Duplicate.class);
        assertThat(fresh(again.get(1)).linkNumbers()).containsEntry(cast.receiver, 2L);
    }

    @Test
    default void of_two_copies_in_the_outbox_at_the_kill_one_is_new_and_one_a_duplicate() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"), cast.message("1", "a"));
        // When
        OutboxTerm next = ledger().begin(cast.outbox, 0);
        var first = record(next, 1, cast.message("1", "a"));
        var second = record(next, 2, cast.message("1", "a"));
        // Then
        assertThat(fresh(first.get(0)).linkNumbers()).containsEntry(cast.receiver, 1L);
        assertThat(second.get(0)).isInstanceOf(Recorded.Duplicate.class);
    }

    @Test
    default void what_was_superseded_is_accepted_still_and_not_judged() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"));
        // When
        ledger().begin(cast.outbox, 0);
        // Then
        assertThat(ledger().status(cast.key("1"))).hasValueSatisfying(status -> {
            assertThat(status.judged()).isFalse();
            assertThat(status.recipients()).isEmpty();
        });
        assertThat(ledger().claim(cast.claim("1", "a"))).isEqualTo(new Claimed.Repeated(noon()));
        assertThat(ledger().claim(cast.claim("1", "b"))).isEqualTo(new Claimed.Conflict());
        assertThat(ledger().lastRulings(1000)).noneMatch(row -> row.sender().equals(cast.sender));
    }

    @Test
    default void judged_otherwise_after_the_kill_only_the_second_ruling_stands() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"), cast.message("2", "a"));
        // When the agreement changed between the two commits
        var again = record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", "a", noon(), LedgerCast.refused(cast.receiver, Code.NOT_IN_FORCE)),
                cast.message("2", "a"));
        // Then
        assertThat(fresh(again.get(0)).linkNumbers()).isEmpty();
        assertThat(fresh(again.get(1)).linkNumbers()).containsEntry(cast.receiver, 1L);
        assertThat(ledger().status(cast.key("1")).orElseThrow().recipients())
                .singleElement()
                .satisfies(recipient -> assertThat(recipient.outcome()).isEqualTo(Outcome.REFUSED));
    }

    @Test
    default void every_batch_above_the_marker_is_undone_with_its_link_numbers_and_its_books() {
        var cast = new LedgerCast();
        Map<String, Long> before = ledger().counts();
        OutboxTerm killed = ledger().begin(cast.outbox, 0);
        record(killed, 1, cast.message("1", "a"));
        Map<String, Long> released = ledger().counts();
        record(killed, 2, cast.message("2", "a"), cast.message("1", "a"), cast.message("1", "b"));
        record(killed, 2, cast.message("3", "a", noon(), LedgerCast.released(cast.second)));
        record(killed, 3, cast.turned(true, Code.UNREADABLE, List.of()), cast.message("4", "a"));
        // When
        OutboxTerm next = ledger().begin(cast.outbox, 1);
        // Then
        Map<String, Long> after = ledger().counts();
        for (String name : List.of("accepted", "duplicate", "conflict", "quarantined", "released", "queued")) {
            assertThat(after.get(name)).as(name).isEqualTo(released.get(name));
        }
        assertThat(after.get("batches_superseded")).isEqualTo(before.get("batches_superseded") + 3);
        assertThat(ledger().quarantine(1000)).noneMatch(row -> row.agency().equals(cast.sender));
        var again = record(
                next,
                2,
                cast.message("4", "a"),
                cast.message("5", "a", noon(), LedgerCast.released(cast.receiver), LedgerCast.released(cast.second)));
        assertThat(fresh(again.get(0)).linkNumbers()).isEqualTo(Map.of(cast.receiver, 2L));
        assertThat(fresh(again.get(1)).linkNumbers()).isEqualTo(Map.of(cast.receiver, 3L, cast.second, 1L));
    }

    @Test
    default void a_new_term_leaves_the_other_outboxes_of_its_agency_alone() {
        var cast = new LedgerCast();
        OutboxTerm urgent = ledger().begin(cast.urgentOutbox, 0);
        record(urgent, 1, cast.message("1", "a"));
        // When
        ledger().begin(cast.outbox, 0);
        // Then
        assertThat(record(urgent, 2, cast.message("1", "a")).get(0)).isInstanceOf(Recorded.Duplicate.class);
    }

    @Test
    default void a_frozen_hub_that_wakes_records_nothing_after_another_took_over() {
        var cast = new LedgerCast();
        OutboxTerm frozen = ledger().begin(cast.outbox, 0);
        OutboxTerm next = ledger().begin(cast.outbox, 0);
        // When, Then
        assertThatThrownBy(() -> ledger().record(frozen, 1, List.of(cast.message("1", "a"))))
                .isInstanceOf(TermEnded.class);
        assertThat(ledger().status(cast.key("1"))).isEmpty();
        assertThat(fresh(record(next, 1, cast.message("1", "a")).get(0)).linkNumbers())
                .containsEntry(cast.receiver, 1L);
    }

    @Test
    default void a_term_that_nobody_began_records_nothing() {
        var cast = new LedgerCast();
        // When, Then
        assertThatThrownBy(() -> ledger().record(new OutboxTerm(cast.outbox, 1, 0), 1, List.of(cast.message("1", "a"))))
                .isInstanceOf(TermEnded.class);
    }

    @Test
    default void a_marker_that_went_back_stops_the_outbox_and_undoes_nothing() {
        var cast = new LedgerCast();
        OutboxTerm first = ledger().begin(cast.outbox, 0);
        record(first, 1, cast.message("1", "a"));
        OutboxTerm second = ledger().begin(cast.outbox, 1);
        // When the broker lost its data
        assertThatThrownBy(() -> ledger().begin(cast.outbox, 0)).isInstanceOf(LedgerFault.class);
        // Then
        assertThat(ledger().status(cast.key("1")).orElseThrow().judged()).isTrue();
        assertThat(second.lastBatch()).isEqualTo(1);
    }

    @Test
    default void the_same_key_in_both_lanes_is_released_once_whichever_lane_was_killed() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"));
        OutboxTerm urgent = ledger().begin(cast.urgentOutbox, 0);
        // When
        Recorded inUrgent = record(urgent, 1, cast.message("1", "a")).get(0);
        Recorded inBulkAgain = record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"))
                .get(0);
        // Then
        assertThat(inUrgent).isInstanceOf(Recorded.Duplicate.class);
        assertThat(fresh(inBulkAgain).linkNumbers()).isEqualTo(Map.of(cast.receiver, 1L));
    }

    @Test
    default void the_name_of_the_ledger_stays() {
        // When
        String name = ledger().linkEpoch();
        // Then
        assertThat(name).isNotBlank().isEqualTo(ledger().linkEpoch());
        assertThat(Optional.of(name)).isPresent();
    }

    @Test
    default void a_broker_that_has_released_what_was_never_recorded_is_refused_also_where_the_batch_held_nothing() {
        var cast = new LedgerCast();
        OutboxTerm term = ledger().begin(cast.outbox, 0);
        record(term, 1, cast.message("1", "a"));
        record(term, 2);
        // When, Then
        assertThatThrownBy(() -> ledger().begin(cast.outbox, 3)).isInstanceOf(LedgerFault.class);
        assertThat(ledger().begin(cast.outbox, 2).lastBatch()).isEqualTo(2);
    }
}
