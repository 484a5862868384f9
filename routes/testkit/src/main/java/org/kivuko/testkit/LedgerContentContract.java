package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Original;
import org.kivuko.model.Code;
import org.kivuko.model.Lane;

/** What is kept of a message while it waits, and that nothing is kept longer. */
public interface LedgerContentContract extends LedgerUnderTest {
    private boolean isKept(Delivery delivery) {
        return originals().originals(List.of(delivery.id())).containsKey(delivery.id());
    }

    private void takeOver(LedgerCast cast, Delivery delivery) {
        var recipient = delivery.ruling().recipient();
        ledger().fetched(recipient, List.of(delivery.id()), noon());
        assertThat(ledger().acknowledge(recipient, delivery.id(), noon()))
                .as(cast.sender.toString())
                .isTrue();
    }

    @Test
    default void an_original_can_be_asked_for_by_each_delivery_of_its_message() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        var held = LedgerCast.delivery(cast.second, Outcome.HELD, Optional.of(Code.REVIEW_REQUIRED));
        record(ledger().begin(cast.urgentOutbox, 0), 1, cast.message("1", "a", noon(), delivery, held));
        // When
        var originals = originals().originals(List.of(delivery.id(), held.id(), UUID.randomUUID()));
        // Then
        assertThat(originals).containsOnlyKeys(delivery.id(), held.id());
        Original original = originals.get(held.id());
        assertThat(original.key()).isEqualTo(cast.key("1"));
        assertThat(original.lane()).isEqualTo(Lane.URGENT);
        assertThat(original.acceptedAt()).isEqualTo(noon());
        assertThat(original.recipient()).isEqualTo(cast.second);
        assertThat(original.outcome()).isEqualTo(Outcome.HELD);
        assertThat(original.content()).usingRecursiveComparison().isEqualTo(LedgerCast.CONTENT.orElseThrow());
    }

    @Test
    default void an_original_is_gone_once_the_last_delivery_has_ended_and_not_before() {
        var cast = new LedgerCast();
        var first = LedgerCast.released(cast.receiver);
        var second = LedgerCast.released(cast.second);
        record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", "a", noon(), first, second, LedgerCast.refused(cast.sender, Code.PROHIBITED)));
        // When, Then
        takeOver(cast, first);
        assertThat(isKept(second)).isTrue();
        takeOver(cast, second);
        assertThat(isKept(second)).isFalse();
        assertThat(isKept(first)).isFalse();
    }

    @Test
    default void a_held_delivery_keeps_the_original() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        var held = LedgerCast.delivery(cast.second, Outcome.HELD, Optional.of(Code.REVIEW_REQUIRED));
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), delivery, held));
        // When
        takeOver(cast, delivery);
        // Then
        assertThat(isKept(held)).isTrue();
    }

    @Test
    default void an_answer_ends_a_delivery_too() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), delivery));
        ledger().fetched(cast.receiver, List.of(delivery.id()), noon());
        // When
        record(ledger().begin(cast.receiversOutbox(), 0), 1, cast.ack("k1", cast.key("1"), noon()));
        // Then
        assertThat(isKept(delivery)).isFalse();
    }

    @Test
    default void what_was_superseded_is_not_kept_and_comes_again_with_its_next_recording() {
        var cast = new LedgerCast();
        var undone = LedgerCast.released(cast.receiver);
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), undone));
        // When
        var next = ledger().begin(cast.outbox, 0);
        // Then
        assertThat(isKept(undone)).isFalse();
        var again = LedgerCast.released(cast.receiver);
        record(next, 1, cast.message("1", "a", noon(), again));
        assertThat(isKept(again)).isTrue();
        assertThat(isKept(undone)).isFalse();
    }
}
