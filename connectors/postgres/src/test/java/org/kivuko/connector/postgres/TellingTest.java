package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.NoticeChannel;
import org.kivuko.operations.watch.Notifying;
import org.kivuko.operations.watch.Thresholds;
import org.kivuko.operations.watch.Watching;
import org.kivuko.testkit.LedgerCast;

/** One notice for each start and each end, whatever becomes of the receiver or of the hub meanwhile. */
class TellingTest extends OnSharedLedger {
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final UUID hub = UUID.randomUUID();
    private final String name = "telling-" + UUID.randomUUID();
    private final NoticeBook book = ledger.watch().notices();
    private final Receiver receiver = new Receiver();
    private Instant now = LedgerCast.NOON;

    /** Who is told; away until it is up. */
    private final class Receiver implements NoticeChannel {
        private final List<NoticeBook.Bundle> got = new CopyOnWriteArrayList<>();
        private volatile boolean up = true;
        private final AtomicInteger tries = new AtomicInteger();

        @Override
        public String name() {
            return name;
        }

        @Override
        public void tell(NoticeBook.Bundle bundle) throws NotTold {
            tries.incrementAndGet();
            if (!up) {
                throw new NotTold("away", null);
            }
            got.add(bundle);
        }

        private List<String> told() {
            return got.stream()
                    .flatMap(bundle -> bundle.told().stream())
                    .map(told -> told.alert().target() + (told.started() ? " started" : " ended"))
                    .toList();
        }
    }

    private String queue(int number) {
        return "agency.UGA." + name + number + ".inbox";
    }

    private void depth(int queue, long depth) {
        var any = new Thresholds.Key(AlertKind.DEPTH, Optional.empty());
        new Watching(
                        hub,
                        EVERY,
                        Map.of(AlertKind.DEPTH, () -> Map.of(queue(queue), depth)),
                        ledger.watch().alerts(),
                        () -> Thresholds.of(List.of(new Thresholds.Threshold(any, OptionalLong.of(100)))),
                        () -> Set.of(name))
                .look(now);
    }

    /** Another object each time, as after a restart. */
    private void tell() {
        new Notifying(book).look(List.of(receiver), now);
    }

    private void tellFor(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            tell();
            now = now.plusSeconds(1);
        }
    }

    @Test
    void givenAReceiverThatIsAway_whenAnAlertStartsAndEnds_thenBothAreToldOnceItIsBack_andNeverAgain() {
        receiver.up = false;
        depth(1, 150);
        tellFor(Duration.ofMinutes(2));
        depth(1, 0);
        now = now.plusSeconds(61);
        depth(1, 0);
        tellFor(Duration.ofMinutes(10));
        assertThat(receiver.tries.get()).as("later and later, not every second").isBetween(4, 8);

        receiver.up = true;
        tellFor(Duration.ofHours(1));

        assertThat(receiver.told()).containsExactly(queue(1) + " started", queue(1) + " ended");
    }

    @Test
    void givenAHubThatIsKilledBetweenTellingAndNoting_whenItGoesOn_thenItTellsUnderTheSameId() {
        depth(1, 150);
        NoticeBook killed = new NoticeBook() {
            @Override
            public Optional<Bundle> next(String channel, Instant at) {
                return book.next(channel, at);
            }

            @Override
            public void told(UUID bundle, Instant at) {
                throw new LedgerUnavailable("killed", null);
            }

            @Override
            public void failed(UUID bundle, Instant again) {
                throw new AssertionError("it was told");
            }
        };
        assertThatThrownBy(() -> new Notifying(killed).look(List.of(receiver), now))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(receiver.got).hasSize(1);

        tellFor(NoticeBook.TELLING.minusSeconds(1));
        assertThat(receiver.got)
                .as("whoever was handed it may still be telling")
                .hasSize(1);
        tellFor(Duration.ofHours(1));

        assertThat(receiver.got).hasSize(2);
        assertThat(receiver.got.get(1).id()).isEqualTo(receiver.got.get(0).id());
        assertThat(receiver.got.get(1).told()).isEqualTo(receiver.got.get(0).told());
    }

    @Test
    void givenTwoHubsThatTellAtTheSameTime_whenManyAlertsStart_thenEachIsToldOnce() throws Exception {
        var hubs = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 25; round++) {
                depth(round, 150);
                now = now.plusSeconds(1);
                Callable<Void> hub = () -> {
                    tell();
                    return null;
                };
                for (Future<Void> done : hubs.invokeAll(List.of(hub, hub))) {
                    done.get();
                }
            }
            tellFor(Duration.ofSeconds(5));
        } finally {
            hubs.shutdownNow();
        }

        // Each look knows one queue: the one before it is gone then.
        var expected = new ArrayList<String>();
        for (int round = 0; round < 25; round++) {
            expected.add(queue(round) + " started");
            if (round < 24) {
                expected.add(queue(round) + " ended");
            }
        }
        assertThat(receiver.told()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void givenAReceiverThatIsAway_whenAnotherIsThere_thenTheOtherIsToldAtOnce() {
        receiver.up = false;
        String second = name + "-other";
        var other = new CopyOnWriteArrayList<NoticeBook.Bundle>();
        NoticeChannel there = new NoticeChannel() {
            @Override
            public String name() {
                return second;
            }

            @Override
            public void tell(NoticeBook.Bundle bundle) {
                other.add(bundle);
            }
        };
        new Watching(
                        hub,
                        EVERY,
                        Map.of(AlertKind.DISK, () -> Map.of(name, 3L)),
                        ledger.watch().alerts(),
                        () -> Thresholds.of(List.of()),
                        () -> Set.of(name, second))
                .look(now);

        new Notifying(book).look(List.of(receiver, there), now);

        assertThat(receiver.tries.get()).isEqualTo(1);
        assertThat(other).hasSize(1);
    }
}
