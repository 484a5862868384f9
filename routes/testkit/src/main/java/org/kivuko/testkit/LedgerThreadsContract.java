package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.ConsentsInOrder;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.Memory;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.ThreadMessage;
import org.kivuko.exchange.Threads;
import org.kivuko.model.Address;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Consent;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Status;

/** What is known of threads: who sees what of them, clocks, and consent. */
public interface LedgerThreadsContract extends LedgerUnderTest {
    private Threads threads() {
        return (Threads) ledger();
    }

    private Memory saying() {
        return (Memory) ledger();
    }

    private static Entry.Judged entry(MessageKey key, Header header, Instant at, Delivery... deliveries) {
        return new Entry.Judged(
                key,
                LedgerCast.digest(key.id()),
                header,
                Door.BROKER,
                at,
                List.of(deliveries),
                Set.of(),
                Optional.empty());
    }

    private static Header consent(MessageKey content, Consent.Act act, Optional<Instant> until, String... to) {
        var consent = new Consent(
                List.of(content),
                act,
                List.of(to).stream()
                        .map(name -> Address.parse(name).orElseThrow())
                        .toList(),
                Optional.empty(),
                until.map(end -> end.atOffset(ZoneOffset.UTC)),
                Optional.empty());
        return new Header(
                MessageType.CONSENT,
                Status.ACTUAL,
                Optional.empty(),
                Optional.empty(),
                List.of(content),
                false,
                false,
                Handling.H0,
                false,
                act == Consent.Act.ASK ? Optional.of(Consent.DEFAULT_WITHIN) : Optional.empty(),
                Optional.of(consent),
                Optional.empty());
    }

    private void fetch(AgencyId recipient, Delivery delivery, Instant at) {
        ledger().fetched(recipient, List.of(delivery.id()), at);
    }

    @Test
    default void a_reply_answers_the_delivery_and_both_sides_see_question_answer_and_clock() {
        var cast = new LedgerCast();
        var asked = LedgerCast.released(cast.receiver);
        var other = LedgerCast.released(cast.second);
        var reply = new MessageKey(cast.receiver, "r");
        record(
                ledger().begin(cast.outbox, 0),
                1,
                entry(cast.key("q"), LedgerCast.questionHeader(Duration.ofHours(8)), noon(), asked, other));
        fetch(cast.receiver, asked, noon());
        var answer = LedgerCast.released(cast.sender);
        record(
                ledger().begin(cast.receiversOutbox(), 0),
                1,
                entry(reply, LedgerCast.replyHeader(cast.key("q")), noon().plusSeconds(60), answer));
        // When
        List<ThreadMessage> seenByAsker = threads().thread(cast.key("q"), cast.sender, false);
        List<ThreadMessage> seenByAnswerer = threads().thread(reply, cast.receiver, false);
        List<ThreadMessage> seenByOther = threads().thread(cast.key("q"), cast.second, false);
        // Then
        assertThat(seenByAsker).extracting(ThreadMessage::key).containsExactly(cast.key("q"));
        ThreadMessage question = seenByAsker.get(0);
        assertThat(question.answerBy()).contains(noon().plus(Duration.ofHours(8)));
        assertThat(question.answered()).isEqualTo(Map.of(cast.receiver, noon().plusSeconds(60)));
        assertThat(question.status().recipients()).hasSize(2);
        assertThat(seenByAnswerer).extracting(ThreadMessage::key).containsExactly(cast.key("q"), reply);
        assertThat(seenByAnswerer.get(0).status().recipients())
                .extracting(
                        MessageStatus.Recipient::agency,
                        recipient -> recipient.state().orElseThrow())
                .containsExactly(tuple(cast.receiver, DeliveryState.ANSWERED));
        assertThat(seenByOther).as("not handed over yet").isEmpty();
        // When
        fetch(cast.sender, answer, noon());
        // Then
        assertThat(threads().thread(cast.key("q"), cast.sender, false))
                .extracting(ThreadMessage::key)
                .containsExactly(cast.key("q"), reply);
    }

    @Test
    default void a_thread_does_not_lead_through_what_its_reader_does_not_know() {
        var cast = new LedgerCast();
        var toBoth = LedgerCast.released(cast.second);
        record(
                ledger().begin(cast.outbox, 0),
                1,
                entry(
                        cast.key("1"),
                        LedgerCast.questionHeader(Duration.ofHours(1)),
                        noon(),
                        toBoth,
                        LedgerCast.released(cast.receiver)));
        var hidden = new MessageKey(cast.receiver, "hidden");
        record(
                ledger().begin(cast.receiversOutbox(), 0),
                1,
                entry(hidden, LedgerCast.replyHeader(cast.key("1")), noon(), LedgerCast.released(cast.sender)));
        var beyond = LedgerCast.released(cast.second);
        record(
                ledger().begin(cast.urgentOutbox, 0),
                1,
                entry(cast.key("2"), LedgerCast.replyHeader(hidden), noon(), beyond));
        // When
        fetch(cast.second, toBoth, noon());
        fetch(cast.second, beyond, noon());
        // Then
        assertThat(threads().thread(cast.key("1"), cast.second, false))
                .extracting(ThreadMessage::key)
                .containsExactly(cast.key("1"));
        assertThat(threads().thread(hidden, cast.second, false)).isEmpty();
    }

    @Test
    default void consent_holds_for_whom_it_was_given_until_it_ends_or_is_withdrawn() {
        var cast = new LedgerCast();
        MessageKey content = cast.key("c");
        var term = ledger().begin(cast.outbox, 0);
        record(term, 1, entry(content, LedgerCast.replyHeader(), noon(), LedgerCast.released(cast.receiver)));
        Optional<Instant> end = Optional.of(noon().plus(Duration.ofDays(2)));
        record(
                term,
                2,
                entry(
                        cast.key("g"),
                        consent(content, Consent.Act.GRANT, end, "ETH", "SSD.DNPI"),
                        noon(),
                        LedgerCast.released(cast.receiver)));
        // When, Then
        assertThat(granted(cast, cast.receiver, content, noon())).containsExactlyInAnyOrder("ETH", "SSD.DNPI");
        assertThat(granted(cast, cast.second, content, noon())).isEmpty();
        assertThat(granted(cast, cast.receiver, content, end.orElseThrow())).isEmpty();
        // When
        record(
                term,
                3,
                entry(
                        cast.key("w"),
                        consent(content, Consent.Act.WITHDRAW, Optional.empty(), "ETH.ICS"),
                        noon().plusSeconds(1),
                        LedgerCast.released(cast.receiver)));
        // Then
        assertThat(granted(cast, cast.receiver, content, noon())).containsExactly("SSD.DNPI");
    }

    private Set<String> granted(LedgerCast cast, AgencyId holder, MessageKey content, Instant at) {
        assertThat(content.source()).isEqualTo(cast.sender);
        List<Consent> said = saying().consents(holder, List.of(content)).getOrDefault(content, List.of());
        return ConsentsInOrder.granted(said, Purpose.BORDER_CHECK, at);
    }

    @Test
    default void what_a_batch_that_never_was_granted_is_not_granted() {
        var cast = new LedgerCast();
        MessageKey content = cast.key("c");
        record(
                ledger().begin(cast.outbox, 0),
                1,
                entry(content, LedgerCast.replyHeader(), noon(), LedgerCast.released(cast.receiver)),
                entry(
                        cast.key("g"),
                        consent(content, Consent.Act.GRANT, Optional.of(noon().plusSeconds(60)), "ETH"),
                        noon(),
                        LedgerCast.released(cast.receiver)));
        // When
        ledger().begin(cast.outbox, 0);
        // Then
        assertThat(granted(cast, cast.receiver, content, noon())).isEmpty();
    }

    @Test
    default void a_grant_answers_the_question_for_it() {
        var cast = new LedgerCast();
        MessageKey content = cast.key("c");
        var term = ledger().begin(cast.outbox, 0);
        record(term, 1, entry(content, LedgerCast.replyHeader(), noon(), LedgerCast.released(cast.receiver)));
        var ask = new MessageKey(cast.receiver, "ask");
        record(
                ledger().begin(cast.receiversOutbox(), 0),
                1,
                entry(
                        ask,
                        consent(content, Consent.Act.ASK, Optional.empty(), "ETH"),
                        noon(),
                        LedgerCast.released(cast.sender)));
        // When
        record(
                term,
                2,
                entry(
                        cast.key("g"),
                        consent(content, Consent.Act.GRANT, Optional.of(noon().plusSeconds(60)), "ETH"),
                        noon().plusSeconds(5),
                        LedgerCast.released(cast.receiver)));
        // Then
        ThreadMessage question = threads().thread(ask, cast.receiver, false).stream()
                .filter(message -> message.key().equals(ask))
                .findFirst()
                .orElseThrow();
        assertThat(question.answerBy()).contains(noon().plus(Consent.DEFAULT_WITHIN));
        assertThat(question.answered()).containsOnlyKeys(cast.sender);
    }

    @Test
    default void a_reference_shows_for_whom_a_message_is_held_and_whether_it_was_recalled() {
        var cast = new LedgerCast();
        var term = ledger().begin(cast.outbox, 0);
        record(
                term,
                1,
                cast.message(
                        "1",
                        "a",
                        noon(),
                        LedgerCast.released(cast.receiver),
                        LedgerCast.delivery(cast.second, Outcome.HELD, Optional.of(Code.REVIEW_REQUIRED))));
        var recall = new Header(
                MessageType.RECALL,
                Status.ACTUAL,
                Optional.empty(),
                Optional.empty(),
                List.of(cast.key("1")),
                false,
                false);
        var before = ledger().references(List.of(cast.key("1")), cast.sender, false);
        // When
        record(term, 2, entry(cast.key("r"), recall, noon(), LedgerCast.released(cast.receiver)));
        var after = ledger().references(List.of(cast.key("1")), cast.sender, false);
        // Then
        assertThat(before.get(cast.key("1")).recalled()).isFalse();
        assertThat(after.get(cast.key("1")).recalled()).isTrue();
        assertThat(after.get(cast.key("1")).recipients()).containsExactly(cast.receiver);
        assertThat(after.get(cast.key("1")).copies()).hasSize(2);
    }
}
