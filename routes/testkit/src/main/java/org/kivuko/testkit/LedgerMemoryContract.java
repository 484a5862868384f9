package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.KeptFigures;
import org.kivuko.exchange.Memory;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.SealedContent;
import org.kivuko.exchange.Traces;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Direction;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;

/** What the ledger remembers for rulings to come. */
public interface LedgerMemoryContract extends LedgerUnderTest {
    /** A rule of every ruling of {@link LedgerCast}. */
    String RULE = "KEN-UGA.osbp@3/K-U-1";

    private Memory memory() {
        return (Memory) ledger();
    }

    private static Delivery traced(Delivery delivery, boolean counted, String... marks) {
        return new Delivery(
                delivery.id(),
                delivery.ruling(),
                true,
                Facts.NONE,
                new Traces(counted, Set.of(marks), Optional.empty()));
    }

    private static Delivery counted(AgencyId recipient) {
        return traced(LedgerCast.released(recipient), true);
    }

    private Map<AgencyId, Map<String, Integer>> used(Outbox outbox, Instant since) {
        return memory().used(outbox, Map.of(RULE, since, "KEN-UGA.osbp@3/other", since));
    }

    private static Entry.Judged marked(Entry.Judged message, String... marks) {
        return new Entry.Judged(
                message.key(),
                message.digest(),
                message.header(),
                message.door(),
                message.at(),
                message.deliveries(),
                Set.of(marks),
                message.content());
    }

    @Test
    default void uses_of_a_rule_are_counted_per_recipient_within_their_time() {
        var cast = new LedgerCast();
        var held = traced(LedgerCast.held(cast.receiver, noon().plusSeconds(60)), true);
        var refused = traced(LedgerCast.refused(cast.receiver, Code.RATE_EXCEEDED), true);
        record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", "a", noon().minusSeconds(60), counted(cast.receiver)),
                cast.message("2", "a", noon(), counted(cast.receiver), counted(cast.second)),
                cast.message("3", "a", noon(), held),
                cast.message("4", "a", noon(), refused),
                cast.message("5", "a", noon(), LedgerCast.released(cast.receiver)));
        // When, Then
        assertThat(used(cast.outbox, noon().minusSeconds(61)))
                .isEqualTo(Map.of(cast.receiver, Map.of(RULE, 3), cast.second, Map.of(RULE, 1)));
        assertThat(used(cast.outbox, noon().minusSeconds(60)).get(cast.receiver))
                .isEqualTo(Map.of(RULE, 2));
        assertThat(used(cast.outbox, noon())).isEmpty();
    }

    @Test
    default void uses_of_other_links_do_not_count() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), counted(cast.receiver)));
        // When, Then
        assertThat(used(cast.urgentOutbox, noon().minusSeconds(1))).isEmpty();
        assertThat(used(new Outbox(cast.sender, Channel.EXERCISE, Lane.BULK), noon().minusSeconds(1)))
                .isEmpty();
        assertThat(used(new Outbox(cast.receiver, Channel.LIVE, Lane.BULK), noon().minusSeconds(1)))
                .isEmpty();
    }

    /** Seen to fail with a look at what a message and its own updates refer to, one step far. */
    @Test
    default void the_versions_of_an_alert_are_known_from_each_of_them() {
        var cast = new LedgerCast();
        OutboxTerm term = ledger().begin(cast.outbox, 0);
        record(
                term,
                1,
                cast.version("a", MsgType.ALERT, noon()),
                cast.version("b", MsgType.ALERT, noon().plusSeconds(9)));
        record(term, 2, cast.version("a1", MsgType.UPDATE, noon().plusSeconds(3), cast.key("a")));
        record(term, 3, cast.overtaken(cast.version("a2", MsgType.CANCEL, noon().plusSeconds(2), cast.key("a"))));
        record(term, 4, cast.version("ack", MsgType.ACK, noon().plusSeconds(8), cast.key("a")));
        // When
        var versions = memory().versions(
                        List.of(cast.key("a"), cast.key("a1"), cast.key("a2"), cast.key("b"), cast.key("ack")));
        // Then
        Memory.Versions ofA = versions.get(cast.key("a"));
        assertThat(ofA.newest()).isEqualTo(noon().plusSeconds(3));
        assertThat(versions.get(cast.key("a1"))).isEqualTo(ofA);
        assertThat(versions.get(cast.key("a2"))).isEqualTo(ofA);
        assertThat(versions.get(cast.key("b")).newest()).isEqualTo(noon().plusSeconds(9));
        assertThat(versions.get(cast.key("b")).alert()).isNotEqualTo(ofA.alert());
        assertThat(versions).doesNotContainKey(cast.key("ack"));
    }

    @Test
    default void what_a_killed_hub_left_unreleased_is_no_version() {
        var cast = new LedgerCast();
        OutboxTerm term = ledger().begin(cast.outbox, 0);
        record(term, 1, cast.version("a", MsgType.ALERT, noon()));
        record(term, 2, cast.version("a1", MsgType.UPDATE, noon().plusSeconds(3), cast.key("a")));
        // When
        ledger().begin(cast.outbox, 1);
        // Then
        assertThat(memory().versions(List.of(cast.key("a"))).get(cast.key("a")).newest())
                .isEqualTo(noon());
    }

    /** Seen to fail with rules compared by their full names: a new version began to count anew. */
    @Test
    default void a_new_version_of_an_agreement_goes_on_counting() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), counted(cast.receiver)));
        String next = RULE.replace("@3/", "@4/");
        // When, Then
        assertThat(next).isNotEqualTo(RULE);
        assertThat(memory().used(cast.outbox, Map.of(next, noon().minusSeconds(1), "KEN-ETH.osbp@3/K-U-1", noon())))
                .isEqualTo(Map.of(cast.receiver, Map.of(next, 1)));
    }

    @Test
    default void a_use_that_was_undone_was_none() {
        var cast = new LedgerCast();
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), counted(cast.receiver)));
        // When
        ledger().begin(cast.outbox, 0);
        // Then
        assertThat(used(cast.outbox, noon().minusSeconds(1))).isEmpty();
    }

    @Test
    default void what_an_agency_was_handed_is_known_again_by_its_marks_and_by_reference() {
        var cast = new LedgerCast();
        String mark = "mark of " + cast.sender;
        var delivery = traced(LedgerCast.released(cast.receiver), false, mark, "another");
        record(
                ledger().begin(cast.outbox, 0),
                1,
                cast.message("1", "a", noon(), delivery, LedgerCast.refused(cast.second, Code.PROHIBITED)));
        // When
        var before = memory().handed(cast.receiver, List.of(cast.key("1")), List.of(mark));
        ledger().fetched(cast.receiver, List.of(delivery.id()), noon());
        var byMark = memory().handed(cast.receiver, List.of(), List.of(mark, "never seen"));
        var byReference = memory().handed(cast.receiver, List.of(cast.key("1")), List.of());
        // Then
        assertThat(before).isEmpty();
        assertThat(byMark).singleElement().satisfies(handed -> {
            assertThat(handed.key()).isEqualTo(cast.key("1"));
            assertThat(handed.mark()).contains(mark);
            assertThat(handed.passing())
                    .isEqualTo(delivery.ruling().obligations().passing());
            assertThat(handed.addressed()).containsExactlyInAnyOrder(cast.receiver, cast.second);
        });
        assertThat(byReference).singleElement().satisfies(handed -> assertThat(handed.mark())
                .isEqualTo(Optional.empty()));
        assertThat(memory().handed(cast.second, List.of(cast.key("1")), List.of(mark)))
                .isEmpty();
    }

    @Test
    default void what_an_agency_had_sent_before_it_was_handed_the_same_is_its_own() {
        var cast = new LedgerCast();
        String mark = "mark of " + cast.sender;
        var own = new Entry.Judged(
                new MessageKey(cast.receiver, "own"),
                LedgerCast.digest("own"),
                LedgerCast.header(),
                Door.BROKER,
                noon(),
                List.of(LedgerCast.delivery(cast.sender, Outcome.RELEASED, Optional.empty())),
                Set.of(mark),
                LedgerCast.CONTENT);
        record(ledger().begin(cast.receiversOutbox(), 0), 1, own);
        var delivery = traced(LedgerCast.released(cast.receiver), false, mark);
        record(ledger().begin(cast.outbox, 0), 1, marked(cast.message("1", "a", noon(), delivery), mark));
        // When
        ledger().fetched(cast.receiver, List.of(delivery.id()), noon());
        // Then
        assertThat(memory().handed(cast.receiver, List.of(), List.of(mark))).isEmpty();
    }

    @Test
    default void figures_of_the_same_people_are_found_again_and_those_of_others_are_not() {
        var cast = new LedgerCast();
        var january = about(cast.receiver, "2026-01-01", "2026-02-01");
        var kept = new KeptFigures(january, new SealedContent(new byte[] {1}, new byte[] {2}));
        var released = LedgerCast.released(cast.receiver);
        var delivery = new Delivery(
                released.id(), released.ruling(), true, Facts.NONE, new Traces(false, Set.of(), Optional.of(kept)));
        record(ledger().begin(cast.outbox, 0), 1, cast.message("1", "a", noon(), delivery));
        // When
        var overlapping = memory().figures(List.of(
                about(cast.receiver, "2026-01-31", "2026-02-28"), about(cast.second, "2026-01-01", "2026-02-01")));
        var others = memory().figures(List.of(
                about(cast.receiver, "2026-02-01", "2026-03-01"), about(cast.second, "2026-01-01", "2026-02-01")));
        // Then
        assertThat(overlapping).containsOnlyKeys(delivery.id());
        assertThat(overlapping.get(delivery.id()).about()).isEqualTo(january);
        assertThat(others).isEmpty();
        assertThat(memory().figures(List.of())).isEmpty();
    }

    private static KeptFigures.About about(AgencyId recipient, String start, String end) {
        return new KeptFigures.About(
                recipient, "KEN-BUSIA", Direction.ENTRY, LocalDate.parse(start), LocalDate.parse(end));
    }
}
