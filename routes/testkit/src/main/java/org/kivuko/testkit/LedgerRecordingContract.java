package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Recorded;
import org.kivuko.model.Code;

/** What recording a batch answers and leaves. */
public interface LedgerRecordingContract extends LedgerUnderTest {
    @Test
    default void a_new_message_has_the_rulings_it_was_recorded_with() {
        var cast = new LedgerCast();
        var reduced = LedgerCast.delivery(cast.receiver, Outcome.REDUCED, Optional.empty());
        var refused = LedgerCast.refused(cast.second, Code.NO_AGREEMENT);
        // When
        Recorded recorded = record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), reduced, refused))
                .get(0);
        // Then
        assertThat(recorded).isEqualTo(new Recorded.Fresh(noon(), Map.of(cast.receiver, 1L)));
        MessageStatus status = ledger().status(cast.key("1")).orElseThrow();
        assertThat(status.judged()).isTrue();
        assertThat(status.recipients())
                .containsExactly(
                        new MessageStatus.Recipient(
                                reduced.id(),
                                cast.receiver,
                                Outcome.REDUCED,
                                Optional.empty(),
                                reduced.ruling().rules(),
                                reduced.ruling().removed(),
                                reduced.ruling().transformed(),
                                noon(),
                                Optional.of(DeliveryState.QUEUED),
                                noon()),
                        new MessageStatus.Recipient(
                                refused.id(),
                                cast.second,
                                Outcome.REFUSED,
                                Optional.of(Code.NO_AGREEMENT),
                                refused.ruling().rules(),
                                List.of(),
                                List.of(),
                                noon(),
                                Optional.empty(),
                                noon()));
    }

    @Test
    default void link_numbers_are_without_gaps_in_the_order_of_the_outbox_and_refusals_take_none() {
        var cast = new LedgerCast();
        OutboxTerm term = ledger().begin(cast.outbox, 0);
        var numbers = new ArrayList<Long>();
        // When
        for (int batch = 1; batch <= 3; batch++) {
            for (Recorded recorded : record(
                    term,
                    batch,
                    cast.message("z" + batch, "a"),
                    cast.message("b" + batch, "a", noon(), LedgerCast.refused(cast.receiver, Code.PROHIBITED)),
                    cast.message(
                            "h" + batch,
                            "a",
                            noon(),
                            LedgerCast.delivery(cast.receiver, Outcome.HELD, Optional.of(Code.REVIEW_REQUIRED))),
                    cast.message("a" + batch, "a"))) {
                Optional.ofNullable(fresh(recorded).linkNumbers().get(cast.receiver))
                        .ifPresent(numbers::add);
            }
        }
        // Then
        assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    default void lanes_and_recipients_are_links_of_their_own() {
        var cast = new LedgerCast();
        // When
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"), cast.message("2", "a"));
        var urgent = record(
                ledger().begin(cast.urgentOutbox, 0),
                1,
                cast.message("3", "a", noon(), LedgerCast.released(cast.receiver), LedgerCast.released(cast.second)));
        // Then
        assertThat(fresh(urgent.get(0)).linkNumbers()).isEqualTo(Map.of(cast.receiver, 1L, cast.second, 1L));
    }

    @Test
    default void a_known_key_is_a_duplicate_with_the_first_status_or_a_conflict() {
        var cast = new LedgerCast();
        OutboxTerm term = ledger().begin(cast.outbox, 0);
        record(term, 1, cast.message("1", "a"));
        // When
        var answers = record(
                term,
                2,
                cast.message("1", "a", noon().plusSeconds(5), LedgerCast.released(cast.second)),
                cast.message("1", "b"));
        // Then
        MessageStatus first = ledger().status(cast.key("1")).orElseThrow();
        assertThat(answers).containsExactly(new Recorded.Duplicate(first), new Recorded.Conflict());
        assertThat(first.recipients()).singleElement().satisfies(recipient -> assertThat(recipient.agency())
                .isEqualTo(cast.receiver));
    }

    @Test
    default void of_copies_in_one_batch_the_first_stands() {
        var cast = new LedgerCast();
        OutboxTerm term = ledger().begin(cast.outbox, 0);
        // When
        var answers = record(
                term,
                1,
                cast.message("1", "a"),
                cast.message("1", "b"),
                cast.message("2", "a"),
                cast.message("1", "a"));
        // Then
        assertThat(fresh(answers.get(0)).linkNumbers()).containsEntry(cast.receiver, 1L);
        assertThat(answers.get(1)).isEqualTo(new Recorded.Conflict());
        assertThat(fresh(answers.get(2)).linkNumbers()).containsEntry(cast.receiver, 2L);
        assertThat(answers.get(3))
                .isEqualTo(new Recorded.Duplicate(ledger().status(cast.key("1")).orElseThrow()));
    }

    @Test
    default void a_batch_may_be_recorded_in_several_parts() {
        var cast = new LedgerCast();
        OutboxTerm term = ledger().begin(cast.outbox, 0);
        // When
        record(term, 8, cast.message("1", "a"));
        var second = record(term, 8, cast.message("2", "a"), cast.message("1", "a"));
        // Then
        assertThat(fresh(second.get(0)).linkNumbers()).containsEntry(cast.receiver, 2L);
        assertThat(second.get(1)).isInstanceOf(Recorded.Duplicate.class);
    }

    @Test
    default void a_batch_number_that_was_released_before_is_refused() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 7);
        OutboxTerm term = ledger().begin(cast.outbox, 7);
        // When, Then
        assertThatThrownBy(() -> record(term, 7, cast.message("1", "a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void the_books_balance_received_is_accepted_duplicate_conflict_quarantined_and_turned() {
        var cast = new LedgerCast();
        Map<String, Long> before = ledger().counts();
        List<Entry> received = List.of(
                cast.message("1", "a"),
                cast.message("1", "a"),
                cast.message("1", "b"),
                cast.message("2", "a", noon(), LedgerCast.refused(cast.second, Code.PROHIBITED)),
                cast.turned(true, Code.UNREADABLE, List.of()),
                cast.turned(false, Code.NOT_SENDER, List.of()));
        // When
        record(ledger().begin(cast.outbox, 0), 1, received.toArray(Entry[]::new));
        // Then
        Map<String, Long> after = ledger().counts();
        long books = LongStream.of(
                        delta(before, after, "accepted"),
                        delta(before, after, "duplicate"),
                        delta(before, after, "conflict"),
                        delta(before, after, "quarantined"),
                        delta(before, after, "turned"))
                .sum();
        assertThat(books).isEqualTo(received.size());
        assertThat(delta(before, after, "accepted")).isEqualTo(2);
        assertThat(delta(before, after, "released")).isEqualTo(1);
        assertThat(delta(before, after, "refused")).isEqualTo(1);
        assertThat(delta(before, after, "queued")).isEqualTo(1);
    }

    static long delta(Map<String, Long> before, Map<String, Long> after, String name) {
        return after.get(name) - before.get(name);
    }

    @Test
    default void two_lanes_that_race_with_the_same_keys_record_each_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            var cast = new LedgerCast();
            var bulk = ledger().begin(cast.outbox, 0);
            var urgent = ledger().begin(cast.urgentOutbox, 0);
            Entry[] forwards = IntStream.range(0, 40)
                    .mapToObj(i -> cast.message("m" + i, "a"))
                    .toArray(Entry[]::new);
            Entry[] backwards = IntStream.range(0, 40)
                    .mapToObj(i -> cast.message("m" + (39 - i), "a"))
                    .toArray(Entry[]::new);
            // When
            List<List<Recorded>> answers = LedgerClaimsContract.race(List.<Callable<List<Recorded>>>of(
                    () -> record(bulk, 1, forwards), () -> record(urgent, 1, backwards)));
            // Then
            assertThat(answers.stream().flatMap(List::stream))
                    .filteredOn(Recorded.Fresh.class::isInstance)
                    .hasSize(40);
        }
    }
}
