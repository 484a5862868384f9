package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.exchange.Lying;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.TermEnded;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Lane;
import org.kivuko.operations.restore.Drift;
import org.kivuko.operations.restore.LedgerMarks;
import org.kivuko.operations.restore.Loss;
import org.kivuko.operations.restore.Plan;
import org.kivuko.operations.restore.RestoreLedger;
import org.kivuko.testkit.LedgerCast;
import org.kivuko.testkit.TestClock;

/** A ledger that goes on after a restore: in another epoch, with everything that it knew of the one before. */
class RestoreRowsTest {
    private static final Instant LATER = LedgerCast.NOON.plusSeconds(60);
    private static final Instant KEPT = LedgerCast.NOON.plus(Duration.ofDays(7));

    private final LedgerCast cast = new LedgerCast();
    private final Inbox inbox = new Inbox(cast.receiver, Channel.LIVE, Lane.BULK);
    private final Withdrawals.Link link = new Withdrawals.Link(cast.sender, inbox);
    private LedgerAddress address;
    private PostgresLedger ledger;

    @BeforeEach
    void open() throws SQLException {
        LedgerAddress server = SharedServer.address();
        String name = "restored" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        address = new LedgerAddress(server.url().replace("/postgres", "/" + name), server.user(), server.password());
        ledger = PostgresLedger.open(address, new TestClock(LedgerCast.NOON));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Plan plan(Map<String, Long> released, Set<UUID> again, List<Loss> losses) {
        return new Plan(
                new Drift(Drift.Age.BROKER_OLDER, List.of("older")),
                Optional.of(LedgerCast.NOON),
                released,
                again,
                List.of(),
                Map.of(),
                losses);
    }

    /** As another start finds it. */
    private RestoreLedger.Begun reconciled(Plan plan) {
        RestoreLedger.Begun begun = ledger.restore().carryOut(plan, LATER);
        ledger.restore().finish(begun, LATER);
        ledger.close();
        ledger = PostgresLedger.open(address, new TestClock(LedgerCast.NOON));
        return begun;
    }

    private static Map<?, Long> numbers(Recorded recorded) {
        return ((Recorded.Fresh) recorded).linkNumbers();
    }

    private void takeOver(UUID item) {
        ledger.fetched(cast.receiver, List.of(item), LATER);
        assertThat(ledger.acknowledge(cast.receiver, item, LATER)).isTrue();
    }

    @Test
    void inAnotherEpochNumbersBeginAtOneAgainAndThoseOfBothAreKnown() throws Exception {
        // Given
        Delivery first = LedgerCast.released(cast.receiver);
        Delivery second = LedgerCast.released(cast.receiver);
        ledger.record(
                ledger.begin(cast.outbox, 0), 1, List.of(cast.kept("1", KEPT, first), cast.kept("2", KEPT, second)));
        String before = ledger.linkEpoch();
        // When
        RestoreLedger.Begun begun = reconciled(plan(Map.of(), Set.of(), List.of()));
        Delivery third = LedgerCast.released(cast.receiver);
        var answers = ledger.record(ledger.begin(cast.outbox, 1), 2, List.of(cast.kept("3", KEPT, third)));
        // Then
        assertThat(begun.before()).isEqualTo(before);
        assertThat(ledger.linkEpoch()).isEqualTo(begun.epoch()).isNotEqualTo(before);
        assertThat(numbers(answers.get(0))).containsValue(1L);
        assertThat(ledger.withdrawals().lastNumbers(link))
                .containsExactly(new LinkNumber(1, before, 2), new LinkNumber(2, begun.epoch(), 1));
        assertThat(ledger.withdrawals().lying(cast.receiver, List.of(first.id(), third.id())))
                .containsEntry(first.id(), new Lying.Open(new LinkNumber(1, before, 1), Optional.empty()))
                .containsEntry(third.id(), new Lying.Open(new LinkNumber(2, begun.epoch(), 1), Optional.empty()));
        assertThat(ledger.restore().ends(before))
                .containsExactly(new RestoreLedger.LinkEnd(cast.sender, cast.receiver, Channel.LIVE, Lane.BULK, 2));
    }

    @Test
    void whatWasTakenOverIsAskedForAgainByItsEpochAndItsVoidHasItsNumber() throws Exception {
        // Given
        Delivery old = LedgerCast.released(cast.receiver);
        ledger.record(ledger.begin(cast.outbox, 0), 1, List.of(cast.kept("1", KEPT, old)));
        takeOver(old.id());
        String before = ledger.linkEpoch();
        RestoreLedger.Begun begun = reconciled(plan(Map.of(), Set.of(), List.of()));
        Delivery fresh = LedgerCast.released(cast.receiver);
        ledger.record(ledger.begin(cast.outbox, 1), 2, List.of(cast.kept("2", KEPT, fresh)));
        takeOver(fresh.id());
        Withdrawals withdrawals = ledger.withdrawals();
        // When
        Withdrawals.Asked asked = withdrawals.askAgain(link, before, 1, 1, LATER);
        // Then
        assertThat(asked).isEqualTo(new Withdrawals.Asked(1, 0, List.of()));
        assertThat(withdrawals.wanted(inbox))
                .extracting(Withdrawals.Wanted::place)
                .containsExactly(new Withdrawals.Place(cast.sender, new LinkNumber(1, before, 1)));
        assertThat(withdrawals.askAgain(link, begun.epoch(), 1, 1, LATER))
                .isEqualTo(new Withdrawals.Asked(1, 0, List.of()));
        assertThat(withdrawals
                        .record(
                                List.of(new Withdrawal(
                                        old.id(), DeliveryState.RETURNED, Code.NOT_IN_FORCE, Optional.empty())),
                                List.of(),
                                LATER)
                        .get(old.id())
                        .link())
                .isEqualTo(new LinkNumber(1, before, 1));
    }

    @Test
    void whatIsUndoneGivesBackTheNumbersOfItsOwnEpoch() throws Exception {
        // Given
        ledger.record(ledger.begin(cast.outbox, 0), 1, List.of(cast.message("1", "a")));
        String before = ledger.linkEpoch();
        reconciled(plan(Map.of(), Set.of(), List.of()));
        ledger.record(ledger.begin(cast.outbox, 1), 2, List.of(cast.message("2", "a"), cast.message("3", "a")));
        // When the broker says that the last one was not released
        ledger.begin(cast.outbox, 1);
        // Then
        assertThat(ledger.withdrawals().lastNumbers(link))
                .containsExactly(new LinkNumber(1, before, 1), new LinkNumber(2, ledger.linkEpoch(), 0));
    }

    @Test
    void aHubOfBeforeRecordsNothingAnyMoreAndWhatCountsAsReleasedIsNotUndone() throws Exception {
        // Given
        OutboxTerm frozen = ledger.begin(cast.outbox, 0);
        ledger.record(frozen, 1, List.of(cast.message("1", "a")));
        // When
        reconciled(plan(Map.of(cast.outbox.queue(), 1L), Set.of(), List.of()));
        // Then
        assertThat(catchThrowable(() -> ledger.record(frozen, 2, List.of(cast.message("2", "a")))))
                .isInstanceOf(TermEnded.class);
        assertThat(ledger.marks().positions()).containsEntry(cast.outbox.queue(), new LedgerMarks.Position(1, 1));
        assertThat(ledger.record(ledger.begin(cast.outbox, 1), 2, List.of(cast.message("1", "a")))
                        .get(0))
                .isInstanceOf(Recorded.Duplicate.class);
    }

    @Test
    void whatItsInboxLacksIsWantedAgainAlthoughNobodyTookItOver() throws Exception {
        // Given
        Delivery lacking = LedgerCast.released(cast.receiver);
        ledger.record(ledger.begin(cast.outbox, 0), 1, List.of(cast.kept("1", KEPT, lacking)));
        assertThat(ledger.restore().origins(List.of(lacking.id(), UUID.randomUUID())))
                .isEqualTo(Map.of(
                        lacking.id(), new RestoreLedger.Origin(lacking.id(), cast.outbox.queue(), 1, cast.key("1"))));
        assertThat(ledger.withdrawals().recorded(inbox)).containsExactly(lacking.id());
        // When
        reconciled(plan(Map.of(cast.outbox.queue(), 1L), Set.of(lacking.id()), List.of()));
        // Then
        Withdrawals withdrawals = ledger.withdrawals();
        assertThat(withdrawals.wanted(inbox))
                .extracting(Withdrawals.Wanted::delivery)
                .containsExactly(lacking.id());
        assertThat(withdrawals.waiting(inbox).released())
                .as("until it lies there, that it does not says nothing")
                .isEmpty();
        withdrawals.placed(List.of(lacking.id()), LATER);
        assertThat(withdrawals.waiting(inbox).released()).containsExactly(lacking.id());
        takeOver(lacking.id());
        assertThat(withdrawals.waiting(inbox).released()).isEmpty();
    }

    /** Before any hub starts on it. */
    @Test
    void whatWasTakenOverWaitsNoMore() throws Exception {
        // Given
        Delivery gone = LedgerCast.released(cast.receiver);
        Delivery there = LedgerCast.released(cast.receiver);
        ledger.record(
                ledger.begin(cast.outbox, 0), 1, List.of(cast.kept("1", KEPT, gone), cast.kept("2", KEPT, there)));
        Plan plan = new Plan(
                new Drift(Drift.Age.LEDGER_OLDER, List.of("older")),
                Optional.of(LedgerCast.NOON),
                Map.of(),
                Set.of(),
                List.of(inbox),
                Map.of(inbox, Set.of(gone.id())),
                List.of());
        // When
        reconciled(plan);
        // Then
        assertThat(ledger.withdrawals().recorded(inbox)).containsExactly(there.id());
    }

    @Test
    void whatWasAcceptedAndLiesNowhereHasItsKeyFreeForTheSameContent() {
        // Given
        assertThat(ledger.claim(cast.claim("1", "a"))).isInstanceOf(Claimed.Send.class);
        ledger.accept(cast.key("1"), LedgerCast.digest("a"));
        assertThat(ledger.claim(cast.claim("1", "a"))).isInstanceOf(Claimed.Repeated.class);
        assertThat(ledger.restore().accepted()).containsExactly(cast.key("1"));
        var loss = new Loss(Loss.Kind.ACCEPTED, cast.key("1"), Optional.empty(), Optional.empty());
        // When
        reconciled(plan(Map.of(), Set.of(), List.of(loss)));
        // Then
        assertThat(ledger.claim(cast.claim("1", "a"))).isInstanceOf(Claimed.Send.class);
        assertThat(ledger.claim(cast.claim("1", "other"))).isInstanceOf(Claimed.Busy.class);
        assertThat(ledger.restore().accepted()).isEmpty();
    }

    @Test
    void cutOffItGoesOnInTheSameEpochAndOnceFinishedAnotherOneBegins() {
        // When
        RestoreLedger.Begun first = ledger.restore().carryOut(plan(Map.of(), Set.of(), List.of()), LATER);
        RestoreLedger.Begun again = ledger.restore().carryOut(plan(Map.of(), Set.of(), List.of()), LATER);
        ledger.restore().finish(again, LATER);
        RestoreLedger.Begun next = ledger.restore().carryOut(plan(Map.of(), Set.of(), List.of()), LATER);
        // Then
        assertThat(again).isEqualTo(first);
        assertThat(next.epoch()).isNotEqualTo(first.epoch());
        assertThat(next.before()).isEqualTo(first.epoch());
    }

    @Test
    void ofWhatIsRecordedAllButTheLastBatchWasCertainlyReleased() throws Exception {
        OutboxTerm term = ledger.begin(cast.outbox, 0);
        for (int batch = 1; batch <= 3; batch++) {
            ledger.record(term, batch, List.of(cast.message("a" + batch, "a")));
            ledger.record(term, batch, List.of(cast.message("b" + batch, "a")));
        }
        // When, Then
        assertThat(ledger.marks().positions())
                .containsExactly(Map.entry(cast.outbox.queue(), new LedgerMarks.Position(2, 3)));
    }

    @Test
    void marksAreAnnouncedAndConfirmedAndOthersForgotten() {
        LedgerMarks marks = ledger.marks();
        // When, Then
        assertThat(marks.marks()).isEmpty();
        marks.announce("one", LATER);
        marks.confirm("one");
        marks.announce("two", LATER);
        assertThat(marks.marks()).containsExactlyInAnyOrder("one", "two");
        marks.alone(() -> marks.confirm("two"));
        assertThat(marks.marks()).containsExactly("two");
        marks.accept(Map.of(cast.outbox.queue(), 4L));
        marks.accept(Map.of(cast.outbox.queue(), 3L));
        assertThat(marks.positions()).containsExactly(Map.entry(cast.outbox.queue(), new LedgerMarks.Position(4, 4)));
    }
}
