package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.model.Code;

/** Deliveries on their way out of the inboxes. */
public interface LedgerHandOverContract extends LedgerUnderTest {
    private Instant minute(int minute) {
        return noon().plusSeconds(60L * minute);
    }

    private MessageStatus.Recipient only(LedgerCast cast, String id) {
        var recipients = ledger().status(cast.key(id)).orElseThrow().recipients();
        assertThat(recipients).hasSize(1);
        return recipients.get(0);
    }

    @Test
    default void a_delivery_is_queued_then_fetched_then_acknowledged_each_at_its_first_instant() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), delivery));
        // When
        Set<UUID> first = ledger().fetched(cast.receiver, List.of(delivery.id()), minute(1));
        Set<UUID> again = ledger().fetched(cast.receiver, List.of(delivery.id()), minute(2));
        var fetched = only(cast, "1");
        boolean acknowledged = ledger().acknowledge(cast.receiver, delivery.id(), minute(3));
        boolean twice = ledger().acknowledge(cast.receiver, delivery.id(), minute(4));
        Set<UUID> late = ledger().fetched(cast.receiver, List.of(delivery.id()), minute(5));
        // Then
        assertThat(first).containsExactly(delivery.id());
        assertThat(again).containsExactly(delivery.id());
        assertThat(fetched.state()).contains(DeliveryState.FETCHED);
        assertThat(fetched.stateAt()).isEqualTo(minute(1));
        assertThat(acknowledged).isTrue();
        assertThat(twice).isTrue();
        assertThat(late).isEmpty();
        assertThat(only(cast, "1").state()).contains(DeliveryState.ACKNOWLEDGED);
        assertThat(only(cast, "1").stateAt()).isEqualTo(minute(3));
    }

    @Test
    default void many_are_acknowledged_at_once_each_at_its_instant_and_only_what_was_handed_over() {
        var cast = new LedgerCast();
        var one = LedgerCast.released(cast.receiver);
        var other = LedgerCast.released(cast.receiver);
        var unfetched = LedgerCast.released(cast.receiver);
        record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", "a", noon(), one),
                cast.message("2", "b", noon(), other),
                cast.message("3", "c", noon(), unfetched));
        ledger().fetched(cast.receiver, List.of(one.id(), other.id()), minute(1));
        // When
        Set<UUID> known = ledger().acknowledge(
                        cast.receiver,
                        Map.of(
                                one.id(),
                                minute(2),
                                other.id(),
                                minute(3),
                                unfetched.id(),
                                minute(2),
                                UUID.randomUUID(),
                                noon()));
        // Then
        assertThat(known).containsExactlyInAnyOrder(one.id(), other.id());
        assertThat(only(cast, "1").stateAt()).isEqualTo(minute(2));
        assertThat(only(cast, "2").stateAt()).isEqualTo(minute(3));
        assertThat(only(cast, "3").state()).contains(DeliveryState.QUEUED);
    }

    @Test
    default void nobody_fetches_or_acknowledges_what_is_not_his_or_never_crossed() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        var refused = LedgerCast.refused(cast.second, Code.NO_AGREEMENT);
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), delivery, refused));
        // When
        Set<UUID> strangers = ledger().fetched(cast.second, List.of(delivery.id(), refused.id()), minute(1));
        boolean unfetched = ledger().acknowledge(cast.receiver, delivery.id(), minute(1));
        ledger().fetched(cast.receiver, List.of(delivery.id(), UUID.randomUUID()), minute(1));
        // Then
        assertThat(strangers).isEmpty();
        assertThat(unfetched).isFalse();
        assertThat(ledger().acknowledge(cast.second, delivery.id(), minute(2))).isFalse();
        assertThat(ledger().acknowledge(cast.receiver, UUID.randomUUID(), minute(2)))
                .isFalse();
    }

    @Test
    default void a_held_message_reads_queued_and_is_no_delivery() {
        var cast = new LedgerCast();
        var held = LedgerCast.delivery(cast.receiver, Outcome.HELD, Optional.of(Code.REVIEW_REQUIRED));
        // When
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), held));
        // Then
        assertThat(only(cast, "1").state()).contains(DeliveryState.QUEUED);
        assertThat(ledger().fetched(cast.receiver, List.of(held.id()), minute(1)))
                .isEmpty();
    }

    @Test
    default void an_acknowledging_message_answers_the_delivery_of_its_sender_once() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", "a", noon(), delivery, LedgerCast.released(cast.second)));
        ledger().fetched(cast.receiver, List.of(delivery.id()), minute(1));
        // When
        var term = ledger().begin(cast.receiversOutbox(), 0);
        record(term, 1, cast.ack("k1", cast.key("1"), minute(2)));
        record(term, 2, cast.ack("k2", cast.key("1"), minute(3)));
        // Then
        var recipients = ledger().status(cast.key("1")).orElseThrow().recipients();
        assertThat(recipients.get(0).state()).contains(DeliveryState.ANSWERED);
        assertThat(recipients.get(0).stateAt()).isEqualTo(minute(2));
        assertThat(recipients.get(0).told()).isTrue();
        assertThat(recipients.get(1).state()).contains(DeliveryState.QUEUED);
        assertThat(ledger().fetched(cast.receiver, List.of(delivery.id()), minute(4)))
                .containsExactly(delivery.id());
    }

    /** Only what its sender was given says of itself that its recipient has the message. */
    @Test
    default void an_answer_that_does_not_cross_tells_nobody() {
        var cast = new LedgerCast();
        var asked = LedgerCast.released(cast.receiver);
        record(ledger().begin(cast.outbox, 0), 1, cast.question("q", Duration.ofHours(1), asked));
        // When
        record(
                ledger().begin(cast.receiversOutbox(), 0),
                1,
                cast.reply("a", minute(2), "q", LedgerCast.refused(cast.sender, Code.PROHIBITED)));
        // Then
        var recipient =
                ledger().status(cast.key("q")).orElseThrow().recipients().get(0);
        assertThat(recipient.state()).contains(DeliveryState.ANSWERED);
        assertThat(recipient.told()).isFalse();
    }

    @Test
    default void a_superseded_delivery_cannot_be_fetched() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), delivery));
        // When
        ledger().begin(cast.outbox, 0);
        // Then
        assertThat(ledger().fetched(cast.receiver, List.of(delivery.id()), minute(1)))
                .isEmpty();
    }
}
