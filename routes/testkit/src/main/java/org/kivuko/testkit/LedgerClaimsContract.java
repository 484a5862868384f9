package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.Recorded;

/** The doors' part of a ledger. */
public interface LedgerClaimsContract extends LedgerUnderTest {
    @Test
    default void a_new_key_is_claimed_and_a_retry_of_the_same_content_sends_again_with_the_first_instant() {
        var cast = new LedgerCast();
        // When
        Claimed first = ledger().claim(cast.claim("1", "a"));
        Claimed retry = ledger().claim(cast.claim("1", "a", noon().plusSeconds(3)));
        // Then
        assertThat(first).isEqualTo(new Claimed.Send(noon()));
        assertThat(retry).isEqualTo(new Claimed.Send(noon()));
        assertThat(ledger().status(cast.key("1"))).isEmpty();
    }

    @Test
    default void other_content_waits_while_a_claim_is_open_and_conflicts_once_it_was_accepted() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a"));
        // When
        Claimed whileOpen = ledger().claim(cast.claim("1", "b"));
        boolean accepted = ledger().accept(cast.key("1"), LedgerCast.digest("a"));
        Claimed afterwards = ledger().claim(cast.claim("1", "b"));
        // Then
        assertThat(whileOpen).isEqualTo(new Claimed.Busy());
        assertThat(accepted).isTrue();
        assertThat(afterwards).isEqualTo(new Claimed.Conflict());
    }

    @Test
    default void tells_since_when_exactly_this_content_is_accepted() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a"));
        assertThat(ledger().acceptedAt(cast.key("1"), LedgerCast.digest("a"))).isEmpty();
        // When
        ledger().accept(cast.key("1"), LedgerCast.digest("a"));
        // Then
        assertThat(ledger().acceptedAt(cast.key("1"), LedgerCast.digest("a"))).contains(noon());
        assertThat(ledger().acceptedAt(cast.key("1"), LedgerCast.digest("b"))).isEmpty();
        assertThat(ledger().acceptedAt(cast.key("2"), LedgerCast.digest("a"))).isEmpty();
    }

    @Test
    default void what_was_accepted_is_answered_with_the_first_receipt() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a"));
        ledger().accept(cast.key("1"), LedgerCast.digest("a"));
        // When
        Claimed again = ledger().claim(cast.claim("1", "a", noon().plusSeconds(60)));
        // Then
        assertThat(again).isEqualTo(new Claimed.Repeated(noon()));
        assertThat(ledger().status(cast.key("1"))).hasValueSatisfying(status -> {
            assertThat(status.judged()).isFalse();
            assertThat(status.acceptedAt()).isEqualTo(noon());
            assertThat(status.recipients()).isEmpty();
        });
    }

    @Test
    default void what_came_through_the_broker_is_repeated_or_in_conflict_at_the_other_door() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"));
        // When
        Claimed same = ledger().claim(cast.claim("1", "a", noon().plusSeconds(60)));
        Claimed other = ledger().claim(cast.claim("1", "b", noon().plusSeconds(60)));
        // Then
        assertThat(same).isEqualTo(new Claimed.Repeated(noon()));
        assertThat(other).isEqualTo(new Claimed.Conflict());
    }

    @Test
    default void a_kill_between_claim_and_send_leaves_a_claim_that_the_retry_takes_up() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a"));
        // When the door comes back, sends and the route records before it marks
        ledger().claim(cast.claim("1", "a", noon().plusSeconds(5)));
        Recorded recorded = record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"))
                .get(0);
        // Then
        assertThat(fresh(recorded).acceptedAt()).isEqualTo(noon());
        assertThat(ledger().accept(cast.key("1"), LedgerCast.digest("a"))).isTrue();
    }

    @Test
    default void a_kill_between_send_and_mark_makes_the_second_copy_a_duplicate() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a"));
        var term = ledger().begin(cast.outbox, 0);
        record(term, 1, cast.message("1", "a"));
        // When
        Claimed retry = ledger().claim(cast.claim("1", "a", noon().plusSeconds(5)));
        Recorded second = record(term, 2, cast.message("1", "a")).get(0);
        // Then
        assertThat(retry).isEqualTo(new Claimed.Repeated(noon()));
        assertThat(second).isInstanceOf(Recorded.Duplicate.class);
    }

    @Test
    default void a_copy_that_the_broker_accepted_takes_the_key_over_from_an_open_claim_of_other_content() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a", noon().minusSeconds(9)));
        // When
        Recorded recorded = record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "b"))
                .get(0);
        // Then
        assertThat(fresh(recorded).acceptedAt()).isEqualTo(noon());
        assertThat(ledger().accept(cast.key("1"), LedgerCast.digest("a"))).isFalse();
        assertThat(ledger().claim(cast.claim("1", "a"))).isEqualTo(new Claimed.Conflict());
    }

    @Test
    default void a_claim_whose_send_failed_falls_when_its_outbox_was_read_to_the_end_later() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a"));
        ledger().sendFailed(cast.key("1"), LedgerCast.digest("a"));
        // When
        ledger().outboxWasEmpty(cast.outbox, noon());
        Claimed before = ledger().claim(cast.claim("1", "b"));
        ledger().outboxWasEmpty(cast.outbox, noon().plusMillis(1));
        Claimed after = ledger().claim(cast.claim("1", "b"));
        // Then
        assertThat(before).isEqualTo(new Claimed.Busy());
        assertThat(after).isEqualTo(new Claimed.Send(noon()));
    }

    @Test
    default void a_new_try_keeps_the_claim_whose_send_failed_before() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a"));
        ledger().sendFailed(cast.key("1"), LedgerCast.digest("a"));
        // When
        ledger().claim(cast.claim("1", "a", noon().plusSeconds(30)));
        ledger().outboxWasEmpty(cast.outbox, noon().plusSeconds(80));
        // Then
        assertThat(ledger().accept(cast.key("1"), LedgerCast.digest("a"))).isTrue();
    }

    @Test
    default void a_forgotten_claim_falls_after_a_minute_and_never_one_of_another_outbox_or_an_accepted_one() {
        var cast = new LedgerCast();
        ledger().claim(cast.claim("1", "a"));
        ledger().claim(cast.claim("2", "a"));
        ledger().accept(cast.key("2"), LedgerCast.digest("a"));
        // When
        ledger().outboxWasEmpty(cast.outbox, noon().plus(Duration.ofMinutes(1)));
        Claimed atOneMinute = ledger().claim(cast.claim("1", "b"));
        ledger().outboxWasEmpty(cast.urgentOutbox, noon().plus(Duration.ofMinutes(5)));
        Claimed afterOtherOutbox = ledger().claim(cast.claim("1", "b"));
        ledger().outboxWasEmpty(cast.outbox, noon().plus(Duration.ofMinutes(5)));
        Claimed later = ledger().claim(cast.claim("1", "b"));
        // Then
        assertThat(atOneMinute).isEqualTo(new Claimed.Busy());
        assertThat(afterOtherOutbox).isEqualTo(new Claimed.Busy());
        assertThat(later).isEqualTo(new Claimed.Send(noon()));
        assertThat(ledger().claim(cast.claim("2", "a"))).isEqualTo(new Claimed.Repeated(noon()));
    }

    @Test
    default void of_sixteen_doors_that_race_for_a_key_only_those_with_the_winning_content_send() throws Exception {
        for (int round = 0; round < 20; round++) {
            var cast = new LedgerCast();
            // When
            List<Claimed> answers = race(IntStream.range(0, 16)
                    .<Callable<Claimed>>mapToObj(door -> () -> ledger().claim(cast.claim("1", "c" + door % 4)))
                    .toList());
            // Then
            assertThat(answers).filteredOn(Claimed.Send.class::isInstance).hasSize(4);
            assertThat(answers).filteredOn(Claimed.Busy.class::isInstance).hasSize(12);
        }
    }

    /** Runs all at once. */
    static <T> List<T> race(List<Callable<T>> runners) throws Exception {
        var threads = Executors.newFixedThreadPool(runners.size());
        try {
            var answers = new ArrayList<T>();
            for (Future<T> answer : threads.invokeAll(runners)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
