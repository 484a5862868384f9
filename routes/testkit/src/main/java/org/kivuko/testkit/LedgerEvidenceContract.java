package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Given;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.exchange.ReferenceFact;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageType;

/** What is known of earlier messages, and by whom. */
public interface LedgerEvidenceContract extends LedgerUnderTest {
    @Test
    default void a_sender_knows_its_messages_and_its_open_claims() {
        var cast = new LedgerCast();
        record(
                ledger().begin(cast.urgentOutbox, 0),
                1,
                cast.message("1", "a", noon(), LedgerCast.released(cast.receiver), LedgerCast.released(cast.second)),
                cast.message("2", "a", noon(), LedgerCast.refused(cast.receiver, Code.PROHIBITED)));
        ledger().claim(cast.claim("3", "a"));
        // When
        var facts = ledger().references(
                        List.of(cast.key("1"), cast.key("2"), cast.key("3"), cast.key("4")), cast.sender, false);
        // Then
        assertThat(facts)
                .isEqualTo(Map.of(
                        cast.key("1"), fact(cast, "1", Lane.URGENT, List.of(cast.receiver, cast.second)),
                        cast.key("2"), fact(cast, "2", Lane.URGENT, List.of()),
                        cast.key("3"), fact(cast, "3", Lane.BULK, List.of())));
    }

    private static Given given(List<String> removed, List<String> transformed) {
        return new Given(List.of("KEN-UGA.osbp@3/K-U-1", "KEN-UGA.osbp@3/K-U-2"), removed, transformed);
    }

    private static ReferenceFact fact(LedgerCast cast, String id, Lane lane, List<AgencyId> recipients) {
        return new ReferenceFact(
                cast.key(id),
                Channel.LIVE,
                lane,
                MessageType.ALERT,
                Optional.of(AlertType.DOC_STOLEN),
                false,
                false,
                Handling.H0,
                false,
                false,
                recipients.stream()
                        .map(recipient -> new ReferenceFact.Copy(
                                recipient,
                                Outcome.RELEASED,
                                Handling.H0,
                                given(List.of(), List.of()),
                                List.of("KEN-UGA.osbp@3"),
                                true))
                        .toList());
    }

    @Test
    default void a_recipient_knows_a_message_once_it_was_handed_over() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", "a", noon(), delivery, LedgerCast.refused(cast.second, Code.PROHIBITED)));
        // When
        var before = ledger().references(List.of(cast.key("1")), cast.receiver, false);
        ledger().fetched(cast.receiver, List.of(delivery.id()), noon());
        var after = ledger().references(List.of(cast.key("1")), cast.receiver, false);
        // Then
        assertThat(before).isEmpty();
        assertThat(after).containsOnlyKeys(cast.key("1"));
        assertThat(ledger().references(List.of(cast.key("1")), cast.second, false))
                .isEmpty();
    }

    @Test
    default void under_which_code_a_message_was_sent_and_what_of_it_crossed_is_known_again() {
        var cast = new LedgerCast();
        record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", Handling.H2, LedgerCast.delivery(cast.receiver, Outcome.REDUCED, Optional.empty())),
                cast.message("2", "a"));
        // When
        var facts = ledger().references(List.of(cast.key("1"), cast.key("2")), cast.sender, false);
        // Then
        assertThat(facts.get(cast.key("1")).handling()).isEqualTo(Handling.H2);
        assertThat(facts.get(cast.key("2")).handling()).isEqualTo(Handling.H0);
        assertThat(facts.get(cast.key("1")).copies())
                .extracting(ReferenceFact.Copy::given)
                .containsExactly(given(
                        List.of("subject.person.givenNames", "subject.person.surname"),
                        List.of("subject.person.dateOfBirth")));
    }

    @Test
    default void a_central_contact_knows_what_any_agency_of_its_state_sent_and_nothing_of_others() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a"));
        var contact = AgencyId.of("KEN.BMS");
        // When, Then
        assertThat(ledger().references(List.of(cast.key("1")), contact, true)).containsOnlyKeys(cast.key("1"));
        assertThat(ledger().references(List.of(cast.key("1")), contact, false)).isEmpty();
        assertThat(ledger().references(List.of(cast.key("1")), AgencyId.of("UGA.BMS"), true))
                .isEmpty();
    }

    @Test
    default void nothing_asked_is_nothing_answered() {
        var cast = new LedgerCast();
        // When, Then
        assertThat(ledger().references(List.of(), cast.sender, true)).isEmpty();
        assertThat(ledger().fetched(cast.receiver, List.of(), noon())).isEmpty();
        assertThat(record(ledger().begin(cast.outbox, 0), 1)).isEmpty();
    }

    @Test
    default void the_newest_rulings_come_first() {
        var cast = new LedgerCast();
        record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", "a"),
                cast.message("2", "a", noon(), LedgerCast.refused(cast.second, Code.NO_AGREEMENT)));
        // When
        var rows = ledger().lastRulings(2);
        // Then
        assertThat(rows).extracting(row -> row.recipient()).containsExactly(cast.second, cast.receiver);
        assertThat(rows.get(0).reason()).contains(Code.NO_AGREEMENT);
        assertThat(rows.get(1).outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    default void a_quarantined_copy_shows_places_and_codes() {
        var cast = new LedgerCast();
        var faults = List.of(
                new Fault("/data/areas/0", Code.SCHEMA_VIOLATION, "an object was expected, a text was found"),
                new Fault("/to", Code.UNKNOWN_ADDRESS, "an agency, state, role or post was expected"));
        var newest = cast.turned(true, Code.SCHEMA_VIOLATION, faults);
        // When
        record(ledger().begin(cast.outbox, 0), 1, newest, cast.turned(false, Code.NOT_SENDER, List.of()));
        // Then
        assertThat(ledger().quarantine(1))
                .containsExactly(new QuarantineRow(
                        noon(), cast.sender, newest.door(), newest.code(), faults, Optional.of(newest.copy()), 0));
    }

    /** Seen to fail with every copy counted as one that came first. */
    @Test
    default void a_copy_that_fails_again_says_how_often_it_went_through_the_hub_before() {
        var cast = new LedgerCast();
        var first = cast.turned(true, Code.UNREADABLE, List.of());
        var second = cast.failedAgain(first);
        var third = cast.failedAgain(second);
        // When
        record(ledger().begin(cast.outbox, 0), 1, first);
        record(ledger().begin(cast.outbox, 1), 2, second);
        record(ledger().begin(cast.outbox, 2), 3, third, cast.turned(true, Code.UNREADABLE, List.of()));
        // Then
        assertThat(ledger().quarantine(4)).extracting(row -> row.redriven()).containsExactly(0, 2, 1, 0);
    }

    @Test
    default void a_place_named_by_a_hostile_sender_can_be_recorded() {
        var cast = new LedgerCast();
        var hostile = new Fault("/\u0000\ud800'\n\"{,}" + "x".repeat(100_000), Code.SCHEMA_VIOLATION, "not known here");
        // When
        record(ledger().begin(cast.outbox, 0), 1, cast.turned(true, Code.SCHEMA_VIOLATION, List.of(hostile)));
        // Then
        assertThat(ledger().quarantine(1)).singleElement().satisfies(row -> assertThat(row.faults())
                .hasSize(1));
    }

    @Test
    default void a_dry_run_is_counted_and_takes_no_key() {
        var cast = new LedgerCast();
        long before = ledger().counts().get("dry_runs");
        // When
        ledger().dryRun(cast.sender.toString(), noon(), LedgerCast.header(), Map.of(cast.receiver, Outcome.RELEASED));
        // Then
        assertThat(ledger().counts()).containsEntry("dry_runs", before + 1);
        assertThat(ledger().available()).isTrue();
    }
}
