package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.model.AgencyId;

class TakenOverTest {
    private static final AgencyId KENYA = AgencyId.of("KEN.DIS");
    private static final AgencyId UGANDA = AgencyId.of("UGA.DCIC");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final int MANY = 40;

    private final ExecutorService writers = Executors.newFixedThreadPool(2);
    private final List<Set<UUID>> written = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void end() {
        held.countDown();
        writers.shutdownNow();
    }

    @Test
    void whatIsSaidWhileTheFirstIsWrittenIsWrittenTogetherAndHoldsNobody() {
        var takenOver = new TakenOver((agency, items) -> slowly(items), writers);
        CompletableFuture<Boolean> first = begin(takenOver);

        List<CompletableFuture<Boolean>> others = say(takenOver, MANY);

        assertThat(first).isNotDone();
        assertThat(others).noneMatch(CompletableFuture::isDone);
        held.countDown();
        assertThat(first.join()).isTrue();
        assertThat(others).allSatisfy(each -> assertThat(each.join()).isTrue());
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).hasSize(MANY);
    }

    @Test
    void oneAgencyDoesNotWaitForAnother() {
        var takenOver = new TakenOver((agency, items) -> agency.equals(KENYA) ? slowly(items) : write(items), writers);
        CompletableFuture<Boolean> slow = begin(takenOver);

        assertThat(say(takenOver, UGANDA, UUID.randomUUID()).join()).isTrue();
        assertThat(slow).isNotDone();
    }

    @Test
    void eachIsToldWhetherItsOwnIsKnown() {
        UUID known = UUID.randomUUID();
        var takenOver = new TakenOver((agency, items) -> Set.of(known), writers);

        assertThat(say(takenOver, KENYA, known).join()).isTrue();
        assertThat(say(takenOver, KENYA, UUID.randomUUID()).join()).isFalse();
    }

    @Test
    void whatIsSaidTwiceIsWrittenOnce() {
        var takenOver = new TakenOver((agency, items) -> slowly(items), writers);
        CompletableFuture<Boolean> first = begin(takenOver);
        UUID twice = UUID.randomUUID();

        CompletableFuture<Boolean> once = say(takenOver, KENYA, twice);
        CompletableFuture<Boolean> again = say(takenOver, KENYA, twice);
        held.countDown();

        assertThat(first.join()).isTrue();
        assertThat(once.join()).isTrue();
        assertThat(again.join()).isTrue();
        assertThat(written).hasSize(2);
    }

    @Test
    void aFailureIsTheEndOfWhatWasInHandAndOfNothingElse() {
        var takenOver = new TakenOver(
                (agency, items) -> {
                    slowly(items);
                    if (items.size() > 1) {
                        throw new LedgerUnavailable("away", null);
                    }
                    return items.keySet();
                },
                writers);
        CompletableFuture<Boolean> before = begin(takenOver);
        List<CompletableFuture<Boolean>> together = say(takenOver, 2);
        held.countDown();

        assertThat(before.join()).isTrue();
        assertThat(together)
                .allSatisfy(each -> assertThatThrownBy(each::join).hasCauseInstanceOf(LedgerUnavailable.class));
        assertThat(say(takenOver, KENYA, UUID.randomUUID()).join()).isTrue();
    }

    @Test
    void noTransactionGrowsWithoutEnd() {
        var takenOver = new TakenOver((agency, items) -> slowly(items), writers);
        CompletableFuture<Boolean> first = begin(takenOver);
        List<CompletableFuture<Boolean>> all = say(takenOver, TakenOver.MOST_TOGETHER + 20);
        held.countDown();

        assertThat(first.join()).isTrue();
        assertThat(all).allSatisfy(each -> assertThat(each.join()).isTrue());
        assertThat(written.stream().map(Set::size)).containsExactly(1, TakenOver.MOST_TOGETHER, 20);
    }

    @Test
    void onceTheHubClosesNobodyWaitsForEver() {
        var takenOver = new TakenOver((agency, items) -> write(items), writers);
        writers.shutdown();

        CompletableFuture<Boolean> late = say(takenOver, KENYA, UUID.randomUUID());

        assertThatThrownBy(late::join).hasCauseInstanceOf(BrokerUnavailable.class);
    }

    /** Says the first, and returns while it is being written. */
    private CompletableFuture<Boolean> begin(TakenOver takenOver) {
        CompletableFuture<Boolean> first = say(takenOver, KENYA, UUID.randomUUID());
        await().until(() -> begun.get() == 1);
        return first;
    }

    private List<CompletableFuture<Boolean>> say(TakenOver takenOver, int many) {
        return Stream.generate(UUID::randomUUID)
                .limit(many)
                .map(item -> say(takenOver, KENYA, item))
                .toList();
    }

    private static CompletableFuture<Boolean> say(TakenOver takenOver, AgencyId agency, UUID item) {
        return takenOver.note(agency, item, NOON).toCompletableFuture();
    }

    private Set<UUID> slowly(Map<UUID, Instant> items) {
        begun.incrementAndGet();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return write(items);
    }

    private Set<UUID> write(Map<UUID, Instant> items) {
        Set<UUID> all = Set.copyOf(items.keySet());
        written.add(all);
        return all;
    }
}
