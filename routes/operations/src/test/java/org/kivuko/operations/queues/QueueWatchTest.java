package org.kivuko.operations.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.LedgerUnavailable;

/** What is seen of a queue from look to look. */
class QueueWatchTest {
    private static final String QUEUE = "agency.KEN.DIS.inbox";
    private static final Instant BEGIN = Instant.parse("2026-11-26T12:00:30Z");

    private Instant now = BEGIN;
    private long newest = 100;
    private QueueCounts counts = counts(0, 0, 0);
    private final Book book = new Book();
    private final InstantSource clock = () -> now;
    private final QueueWatch watch = new QueueWatch(new Meter(), book, Map::of, clock);

    private final class Meter implements QueueMeter {
        @Override
        public Reading read() {
            return new Reading(newest, List.of(counts));
        }

        @Override
        public List<Head> first(String queue, int max) {
            return List.of();
        }
    }

    private static QueueCounts counts(long messages, long added, long acknowledged) {
        return new QueueCounts(
                QUEUE,
                OptionalLong.of(messages),
                1,
                0,
                added,
                acknowledged,
                messages == 0 ? OptionalLong.empty() : OptionalLong.of(7),
                Optional.empty(),
                false);
    }

    private QueueState after(Duration time, QueueCounts next) {
        now = now.plus(time);
        counts = next;
        watch.look();
        return watch.table().queue(QUEUE).orElseThrow();
    }

    private static final Duration LOOK = QueueWatch.PERIOD;

    @Test
    void ratesComeFromCountersThatMayBeginAnew() {
        // Given
        after(LOOK, counts(0, 1_000, 1_000));

        // When
        QueueState before = after(LOOK, counts(40, 1_050, 1_010));
        QueueState restarted = after(LOOK, counts(45, 45, 0));

        // Then
        assertThat(before.inPerSecond()).isEqualTo(10.0);
        assertThat(before.outPerSecond()).isEqualTo(2.0);
        assertThat(restarted.inPerSecond()).isEqualTo(9.5);
        assertThat(restarted.outPerSecond()).isEqualTo(1.0);
    }

    @Test
    void ratesForgetWhatIsLongerAgoThanHalfAMinute() {
        after(LOOK, counts(0, 0, 0));
        after(LOOK, counts(600, 600, 0));
        QueueState last = null;
        for (int i = 0; i < 6; i++) {
            last = after(LOOK, counts(600, 600, 0));
        }

        assertThat(last.inPerSecond()).isZero();
    }

    @Test
    void aQueueThatEmptiesFasterThanItFillsSaysWhenItIsEmpty() {
        after(LOOK, counts(100, 100, 0));

        QueueState emptying = after(LOOK, counts(75, 105, 30));
        QueueState filling = after(Duration.ofSeconds(60), counts(300, 400, 100));

        assertThat(emptying.drainSeconds()).hasValue(15);
        assertThat(filling.drainSeconds()).isEmpty();
    }

    @Test
    void aCountThatIsNotSureIsNotBelieved() {
        // Given
        after(LOOK, counts(12, 12, 0));

        // When
        var unsure =
                new QueueCounts(QUEUE, OptionalLong.empty(), 0, 0, 0, 0, OptionalLong.of(7), Optional.empty(), true);
        QueueState state = after(LOOK, unsure);

        // Then
        assertThat(state.messages()).isEqualTo(12);
        assertThat(state.counting()).isTrue();
        assertThat(state.closedSince()).contains(now);
    }

    @Test
    void theOldestIsAsOldAsTheFirstMarkThatIsNotBelowIt() {
        // Given
        book.marks.put(5L, BEGIN.minusSeconds(300));
        book.marks.put(9L, BEGIN.minusSeconds(200));

        // When
        QueueState state = after(LOOK, counts(1, 1, 0));

        // Then
        assertThat(state.oldestSeconds()).hasValue(205);
    }

    @Test
    void theLedgerKnowsBetterSinceWhenADeliveryWaits() {
        // Given
        var delivery = UUID.randomUUID();
        book.queued.put(delivery, BEGIN.minusSeconds(4_000));
        var carries = new QueueCounts(
                QUEUE, OptionalLong.of(1), 0, 0, 1, 0, OptionalLong.of(99), Optional.of(delivery), false);

        // When and Then
        assertThat(after(LOOK, carries).oldestSeconds()).hasValue(4_005);
        assertThat(after(LOOK, carries).oldestSeconds()).hasValue(4_010);
        assertThat(book.asked).isEqualTo(1);
    }

    @Test
    void aTrendHoldsSixtyLooks() {
        QueueState state = null;
        for (int i = 0; i < 70; i++) {
            state = after(LOOK, counts(i, i, 0));
        }

        assertThat(state.trend()).hasSize(60).startsWith(10L).endsWith(69L);
    }

    @Test
    void eachMinuteIsKeptUnlessNothingChanged() {
        // When
        for (int i = 0; i <= 12; i++) {
            after(LOOK, counts(5, 5, 0));
        }
        int changed = book.kept.size();
        for (int i = 0; i <= 24; i++) {
            after(LOOK, counts(5, 5, 0));
        }

        // Then
        assertThat(changed).isEqualTo(1);
        assertThat(book.kept).hasSize(1);
        assertThat(book.kept.get(0).messages()).isEqualTo(5);
        assertThat(book.marks).hasSize(3);
    }

    @Test
    void aLedgerThatIsAwayKeepsNobodyFromSeeingTheQueues() {
        book.away = true;

        for (int i = 0; i <= 12; i++) {
            after(LOOK, counts(i, i, 0));
        }

        assertThat(watch.table().queue(QUEUE).orElseThrow().messages()).isEqualTo(12);
    }

    @Test
    void marksAreThinnedOutAndAnAgeIsNeverTooHigh() {
        // Given
        var marks = new Marks();
        for (long i = 0; i < 3L * Marks.MOST; i++) {
            marks.add(i * 10, BEGIN.plusSeconds(i));
        }

        // When and Then
        for (long number = 1; number < 29L * Marks.MOST; number += 997) {
            Instant really = BEGIN.plusSeconds(number / 10);
            assertThat(marks.cameBy(number)).as("%d", number).hasValueSatisfying(by -> assertThat(by)
                    .isAfterOrEqualTo(really));
        }
        assertThat(marks.cameBy(30L * Marks.MOST)).isEmpty();
    }

    /** Keeps in memory what the ledger would. */
    private static final class Book implements QueueBook {
        final List<QueuePoint> kept = new ArrayList<>();
        final Map<Long, Instant> marks = new TreeMap<>();
        final Map<UUID, Instant> queued = new HashMap<>();
        boolean away;
        int asked;

        private void come() {
            if (away) {
                throw new LedgerUnavailable("away", null);
            }
        }

        @Override
        public void keep(Span span, Instant now, Map<String, QueuePoint> points) {
            come();
            if (span == Span.HOUR) {
                kept.addAll(points.values());
            }
        }

        @Override
        public List<QueuePoint> history(String queue, Span span, Instant since) {
            return List.copyOf(kept);
        }

        @Override
        public void mark(long newest, Instant at) {
            come();
            marks.put(newest + marks.size(), at);
        }

        @Override
        public Map<Long, Instant> marks() {
            come();
            return Map.copyOf(marks);
        }

        @Override
        public Map<UUID, Instant> queuedAt(Collection<UUID> deliveries) {
            come();
            asked++;
            return Map.copyOf(queued);
        }

        @Override
        public Map<UUID, QueueContents.Known> known(Collection<UUID> deliveries) {
            return Map.of();
        }
    }
}
