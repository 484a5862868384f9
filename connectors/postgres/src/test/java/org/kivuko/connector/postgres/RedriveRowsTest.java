package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.redrive.Failure;
import org.kivuko.operations.redrive.FailureQueue;
import org.kivuko.operations.redrive.Redrive;
import org.kivuko.operations.redrive.RedriveBook;
import org.kivuko.operations.redrive.RedriveBook.Item;
import org.kivuko.operations.redrive.RedriveBook.ItemState;
import org.kivuko.operations.redrive.Select;
import org.kivuko.testkit.LedgerCast;

/** Copies that failed and jobs with them, in a real database. */
class RedriveRowsTest extends OnSharedLedger {
    private static final Instant NOON = LedgerCast.NOON;
    private static final SealedContent SEALED = new SealedContent(new byte[] {1}, new byte[] {2});
    private final LedgerCast cast = new LedgerCast();
    private final Scope own = new Scope(Set.of(), Set.of(cast.sender));
    private RedriveBook book;
    private long marker;

    @BeforeEach
    void book() {
        book = ledger.redrives();
    }

    private void quarantine(int count, Code code) throws Exception {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < count; i++) {
            entries.add(cast.turned(true, code, List.of(new Fault("", code, "why"))));
        }
        ledger.record(ledger.begin(cast.outbox, marker), marker + 1, entries);
        marker++;
    }

    private List<Failure> selected(Select select, Scope scope) {
        return ledger.failures().selected(select, scope, 1_000);
    }

    private static Select matching(Code code) {
        return new Select.Matching(code.code(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private RedriveBook.FrozenSet frozen(List<Failure> copies) {
        var set = new RedriveBook.FrozenSet(
                UUID.randomUUID(),
                FailureQueue.QUARANTINE,
                "amina",
                NOON.plusSeconds(900),
                copies.size(),
                Optional.of(NOON),
                Optional.of(NOON));
        book.freeze(set, copies, NOON);
        return set;
    }

    private Redrive started(List<Failure> copies) {
        return started(frozen(copies));
    }

    private Redrive started(RedriveBook.FrozenSet set) {
        var job = new Redrive(
                set.id(),
                FailureQueue.QUARANTINE,
                "amina",
                SEALED,
                Redrive.State.RUNNING,
                set.count(),
                0,
                0,
                10,
                NOON,
                Optional.empty());
        assertThat(book.start(job, UUID.randomUUID())).isTrue();
        return job;
    }

    private static List<Item> as(ItemState state, List<Item> items) {
        return items.stream()
                .map(item -> new Item(item.no(), item.copy(), item.agency(), item.outbox(), state, Optional.of(NOON)))
                .toList();
    }

    @Test
    void copiesAreGroupedByCauseAndFoundByWhatIsAsked() throws Exception {
        // Given
        quarantine(3, Code.UNREADABLE);
        quarantine(2, Code.NOT_AVAILABLE);

        // When and Then
        assertThat(ledger.failures().causes(own))
                .extracting(cause -> cause.code() + " " + cause.count())
                .containsExactly("UNREADABLE 3", "NOT_AVAILABLE 2");
        assertThat(ledger.failures().causes(own).get(0).agencies()).containsExactly(cast.sender);
        assertThat(selected(matching(Code.UNREADABLE), own)).hasSize(3).allSatisfy(copy -> assertThat(copy.outbox())
                .contains(cast.outbox.queue()));
        assertThat(selected(matching(Code.UNREADABLE), new Scope(Set.of("XXX"), Set.of())))
                .isEmpty();
        Failure one = selected(matching(Code.NOT_AVAILABLE), own).get(0);
        assertThat(selected(new Select.Copies(List.of(one.copy())), own)).containsExactly(one);
        assertThat(ledger.failures().failure(one.copy())).contains(one);
        assertThat(selected(
                        new Select.Matching(
                                "UNREADABLE", Optional.empty(), Optional.empty(), Optional.of(NOON.minusSeconds(1))),
                        own))
                .isEmpty();
    }

    @Test
    void listsGoBackPageByPage() throws Exception {
        // Given
        quarantine(5, Code.UNREADABLE);

        // When
        List<Failure> first = ledger.failures()
                .failures(Optional.of("UNREADABLE"), Optional.of(cast.sender), own, OptionalLong.empty(), 3);
        List<Failure> second = ledger.failures()
                .failures(
                        Optional.empty(),
                        Optional.empty(),
                        own,
                        OptionalLong.of(first.get(2).no()),
                        3);

        // Then
        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    void whatWasNeverReleasedAndWhatIsGoneIsNotAmongThem() throws Exception {
        // Given
        quarantine(2, Code.UNREADABLE);
        List<Failure> copies = selected(matching(Code.UNREADABLE), own);
        ledger.record(
                ledger.begin(cast.outbox, marker),
                marker + 1,
                List.of(cast.turned(true, Code.UNREADABLE, List.of(new Fault("", Code.UNREADABLE, "why")))));
        ledger.begin(cast.outbox, marker);

        // When
        ledger.failures().gone(List.of(copies.get(0).copy()), "redriven");

        // Then
        assertThat(selected(matching(Code.UNREADABLE), own)).containsExactly(copies.get(1));
        assertThat(ledger.quarantine(100))
                .filteredOn(row -> row.copy()
                        .map(UUID::toString)
                        .equals(Optional.of(copies.get(0).copy())))
                .extracting(row -> row.redriven())
                .containsExactly(1);
    }

    /** Seen to fail with every copy counted as one that came first. */
    @Test
    void aCopyThatFailsAgainSaysHowOftenItWentThroughTheHubBefore() throws Exception {
        // Given
        var first = cast.turned(true, Code.UNREADABLE, List.of(new Fault("", Code.UNREADABLE, "why")));
        ledger.record(ledger.begin(cast.outbox, 0), 1, List.of(first));
        ledger.failures().gone(List.of(first.copy().toString()), "redriven");

        // When
        var second = cast.failedAgain(first);
        ledger.record(ledger.begin(cast.outbox, 1), 2, List.of(second));

        // Then
        assertThat(selected(matching(Code.UNREADABLE), own))
                .extracting(Failure::copy, Failure::redriven)
                .containsExactly(tuple(second.copy().toString(), 1));
    }

    @Test
    void aJobGoesThroughItsSetOnceAndCountsWhatBecameOfIt() throws Exception {
        // Given
        quarantine(5, Code.UNREADABLE);
        Redrive job = started(selected(matching(Code.UNREADABLE), own));

        // When
        List<Item> first = book.take(job.id(), 3, NOON);
        book.settle(job.id(), as(ItemState.MOVED, first), NOON);
        book.settle(job.id(), as(ItemState.MOVED, first), NOON);
        Redrive between = book.job(job.id()).orElseThrow();
        List<Item> second = book.take(job.id(), 3, NOON);
        List<Item> moving = book.moving(job.id());
        book.settle(job.id(), as(ItemState.GONE, second.subList(0, 1)), NOON);
        book.settle(job.id(), as(ItemState.OPEN, second.subList(1, 2)), NOON);
        List<Item> third = book.take(job.id(), 3, NOON);
        book.settle(job.id(), as(ItemState.MOVED, third), NOON);

        // Then
        assertThat(first).hasSize(3);
        assertThat(between.done()).isEqualTo(3);
        assertThat(between.state()).isEqualTo(Redrive.State.RUNNING);
        assertThat(moving).containsExactlyInAnyOrderElementsOf(second);
        assertThat(third).extracting(Item::copy).containsExactly(second.get(1).copy());
        Redrive ended = book.job(job.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(Redrive.State.DONE);
        assertThat(ended.done()).isEqualTo(4);
        assertThat(ended.failed()).isEqualTo(1);
        assertThat(book.items(job.id(), 0, 9)).hasSize(5);
    }

    /** Seen to fail with a job that takes up, at its start, what has failed since the count. */
    @Test
    void whatFailsAfterTheCountIsInNoJob() throws Exception {
        // Given
        quarantine(2, Code.UNREADABLE);
        List<Failure> counted = selected(matching(Code.UNREADABLE), own);
        var set = frozen(counted);

        // When
        quarantine(3, Code.UNREADABLE);
        Redrive job = started(set);

        // Then
        assertThat(job.count()).isEqualTo(2);
        assertThat(book.take(job.id(), 9, NOON))
                .extracting(Item::copy)
                .containsExactlyElementsOf(counted.stream().map(Failure::copy).toList());
        assertThat(book.items(job.id(), 0, 9)).hasSize(2);
    }

    /** Seen to fail with copies that are taken from a job that was cancelled. */
    @Test
    void whatIsPausedOrCancelledTakesNothing() throws Exception {
        // Given
        quarantine(2, Code.UNREADABLE);
        Redrive job = started(selected(matching(Code.UNREADABLE), own));

        // When
        assertThat(book.change(job.id(), List.of(Redrive.State.RUNNING), Redrive.State.CANCELLED, NOON))
                .isTrue();

        // Then
        assertThat(book.take(job.id(), 9, NOON)).isEmpty();
        assertThat(book.change(job.id(), List.of(Redrive.State.RUNNING), Redrive.State.PAUSED, NOON))
                .isFalse();
        assertThat(book.job(job.id()).orElseThrow().endedAt()).contains(NOON);
        assertThat(book.running()).extracting(Redrive::id).doesNotContain(job.id());
        assertThat(book.change(job.id(), List.of(Redrive.State.CANCELLED), Redrive.State.RUNNING, NOON))
                .isTrue();
        assertThat(book.take(job.id(), 9, NOON)).hasSize(2);
    }

    @Test
    void aSetHasOneJobAndAKeyStartsOne() throws Exception {
        // Given
        quarantine(1, Code.UNREADABLE);
        Redrive job = started(selected(matching(Code.UNREADABLE), own));

        // When and Then
        assertThat(book.start(job, UUID.randomUUID())).isFalse();
        assertThat(book.busy(FailureQueue.QUARANTINE)).isTrue();
    }
}
