package org.kivuko.exchange.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

class PushingTest {
    private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");
    private static final AgencyId QUICK = AgencyId.parse("UGA.QUICK").orElseThrow();
    private static final PushStop NEVER = new PushStop() {
        @Override
        public boolean stopped(AgencyId agency) {
            return false;
        }

        @Override
        public void stop(AgencyId agency, String why) {
            throw new AssertionError(why);
        }
    };

    private final LeasingShelf shelf = new LeasingShelf(() -> NOW);

    /** Twenty receivers that never answer, with many senders each. */
    @Test
    @Timeout(20)
    void givenSlowReceivers_thenTheyHoldUpNobodyElse_andEachGetsFewCallsAtOnce() throws Exception {
        var end = new CountDownLatch(1);
        var calls = new AtomicInteger();
        List<UUID> taken = new ArrayList<>();
        Map<AgencyId, Push> pushes = new HashMap<>();
        for (int n = 0; n < 20; n++) {
            AgencyId slow = AgencyId.parse("UGA.S" + n).orElseThrow();
            pushes.put(slow, push((id, body) -> {
                calls.incrementAndGet();
                end.await();
                return new PushTarget.Taken();
            }));
            for (int sender = 0; sender < 10; sender++) {
                shelf.put(slow, Channel.LIVE, Lane.BULK, "/agencies/KEN.S" + sender);
            }
        }
        pushes.put(QUICK, push((id, body) -> {
            taken.add(id);
            return new PushTarget.Taken();
        }));
        List<UUID> sent = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            sent.add(shelf.put(QUICK, Channel.LIVE, Lane.BULK, "/agencies/KEN.DIS"));
        }
        try (var pushing = new Pushing(shelf, () -> pushes, NEVER, () -> NOW)) {
            pushing.look();
            pushing.look();
            await().until(() -> shelf.acknowledged.size() == sent.size());
            await().until(() -> calls.get() == 20 * 4);
            pushing.look();
            assertThat(calls).hasValue(20 * 4);
            end.countDown();
        }
        assertThat(taken).containsExactlyElementsOf(sent);
    }

    @Test
    void givenWhatIsPushedToWhom_whenAsked_thenItIsSaid() {
        Map<AgencyId, Push> pushes = Map.of(QUICK, push((id, body) -> new PushTarget.Taken()));
        try (var pushing = new Pushing(shelf, () -> pushes, NEVER, () -> NOW)) {
            assertThat(pushing.deliveries(QUICK, Channel.LIVE)).isTrue();
            assertThat(pushing.deliveries(QUICK, Channel.EXERCISE)).isFalse();
            assertThat(pushing.receipts(QUICK)).isFalse();
            assertThat(pushing.deliveries(AgencyId.parse("UGA.URA").orElseThrow(), Channel.LIVE))
                    .isFalse();
        }
    }

    private static Push push(PushTarget target) {
        return new Push(target, 3, false, false);
    }
}
