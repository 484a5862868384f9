package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
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
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.model.AgencyId;

class TakenOverTest {
    private static final AgencyId KENYA = AgencyId.of("KEN.DIS");
    private static final AgencyId UGANDA = AgencyId.of("UGA.DCIC");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final int CALLERS = 40;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Set<UUID>> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void end() {
        held.countDown();
        callers.shutdownNow();
    }

    @Test
    void whatIsSaidWhileTheFirstIsWrittenIsWrittenTogether() {
        var begun = new AtomicInteger();
        var takenOver = new TakenOver((agency, deliveries) -> slowly(begun, deliveries));
        CompletableFuture<Boolean> first = say(takenOver, KENYA, UUID.randomUUID());
        await().until(() -> begun.get() == 1);

        List<CompletableFuture<Boolean>> others = Stream.generate(UUID::randomUUID)
                .limit(CALLERS)
                .map(id -> say(takenOver, KENYA, id))
                .toList();
        await().until(() -> waiting() == CALLERS);
        held.countDown();

        assertThat(first.join()).isTrue();
        assertThat(others).allSatisfy(each -> assertThat(each.join()).isTrue());
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).hasSize(CALLERS);
    }

    @Test
    void oneAgencyDoesNotWaitForAnother() {
        var begun = new AtomicInteger();
        var takenOver = new TakenOver((agency, deliveries) ->
                agency.equals(KENYA) ? slowly(begun, deliveries) : write(deliveries));
        CompletableFuture<Boolean> slow = say(takenOver, KENYA, UUID.randomUUID());
        await().until(() -> begun.get() == 1);

        assertThat(say(takenOver, UGANDA, UUID.randomUUID()).join()).isTrue();
        assertThat(slow).isNotDone();
    }

    @Test
    void eachIsToldWhetherItsOwnIsKnown() {
        UUID known = UUID.randomUUID();
        var takenOver = new TakenOver((agency, deliveries) -> Set.of(known));

        assertThat(takenOver.note(KENYA, known, NOON)).isTrue();
        assertThat(takenOver.note(KENYA, UUID.randomUUID(), NOON)).isFalse();
    }

    @Test
    void aFailureIsEveryonesWhoseDeliveryWasInHandAndNobodyElses() {
        var begun = new AtomicInteger();
        var takenOver = new TakenOver((agency, deliveries) -> {
            Set<UUID> all = slowly(begun, deliveries);
            if (all.size() > 1) {
                throw new LedgerUnavailable("away", null);
            }
            return all;
        });
        CompletableFuture<Boolean> before = say(takenOver, KENYA, UUID.randomUUID());
        await().until(() -> begun.get() == 1);
        var together = new ArrayList<CompletableFuture<Boolean>>();
        together.add(say(takenOver, KENYA, UUID.randomUUID()));
        together.add(say(takenOver, KENYA, UUID.randomUUID()));
        await().until(() -> waiting() == 2);
        held.countDown();

        assertThat(before.join()).isTrue();
        assertThat(together)
                .allSatisfy(each -> assertThatThrownBy(each::join).hasCauseInstanceOf(LedgerUnavailable.class));
        assertThat(takenOver.note(KENYA, UUID.randomUUID(), NOON)).isTrue();
    }

    @Test
    void noTransactionGrowsWithoutEnd() {
        var begun = new AtomicInteger();
        var takenOver = new TakenOver((agency, deliveries) -> slowly(begun, deliveries));
        say(takenOver, KENYA, UUID.randomUUID());
        await().until(() -> begun.get() == 1);
        int many = TakenOver.MOST_TOGETHER + 20;
        List<CompletableFuture<Boolean>> all = Stream.generate(UUID::randomUUID)
                .limit(many)
                .map(id -> say(takenOver, KENYA, id))
                .toList();
        await().until(() -> waiting() == many);
        held.countDown();

        assertThat(all).allSatisfy(each -> assertThat(each.join()).isTrue());
        assertThat(written).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(TakenOver.MOST_TOGETHER));
        assertThat(written).hasSize(3);
    }

    private CompletableFuture<Boolean> say(TakenOver takenOver, AgencyId agency, UUID delivery) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Thread.currentThread().setName("says");
                    return takenOver.note(agency, delivery, NOON);
                },
                callers);
    }

    /** Callers that wait for the one who writes. */
    private static long waiting() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals("says"))
                .filter(each -> each.getKey().getState() == Thread.State.WAITING)
                .filter(each -> Stream.of(each.getValue())
                        .noneMatch(frame -> frame.getMethodName().equals("slowly")))
                .filter(each -> Stream.of(each.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("note")))
                .count();
    }

    private Set<UUID> slowly(AtomicInteger begun, Map<UUID, Instant> deliveries) {
        begun.incrementAndGet();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return write(deliveries);
    }

    private Set<UUID> write(Map<UUID, Instant> deliveries) {
        Set<UUID> all = Set.copyOf(deliveries.keySet());
        written.add(all);
        return all;
    }
}
