package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.queues.PauseStore;
import org.kivuko.operations.queues.QueueBook;
import org.kivuko.operations.queues.QueueContents;
import org.kivuko.operations.queues.QueuePoint;
import org.kivuko.operations.queues.Span;
import org.kivuko.testkit.LedgerCast;

/** What a real database keeps of queues. */
class QueueRowsTest extends OnSharedLedger {
    private static final Instant NOON = LedgerCast.NOON;
    private final String queue = "agency.KEN." + UUID.randomUUID().toString().substring(0, 8) + ".inbox";

    private static QueuePoint point(Instant at, long messages) {
        return new QueuePoint(at, messages, 0.25, 1.5);
    }

    @Test
    void aHistoryGoesAsFarBackAsItsSpanAndNoFurther() {
        // Given
        QueueBook book = ledger.queues();
        book.keep(Span.HOUR, NOON, Map.of(queue, point(NOON, 3)));
        book.keep(Span.DAY, NOON, Map.of(queue, point(NOON, 4)));

        // When
        Instant later = NOON.plus(Duration.ofMinutes(61));
        book.keep(Span.HOUR, later, Map.of(queue, point(later, 5)));
        book.keep(Span.HOUR, later, Map.of(queue, point(later, 9)));
        book.keep(Span.HOUR, later, Map.of());

        // Then
        assertThat(book.history(queue, Span.HOUR, Instant.EPOCH)).containsExactly(point(later, 5));
        assertThat(book.history(queue, Span.DAY, Instant.EPOCH)).containsExactly(point(NOON, 4));
        assertThat(book.history(queue, Span.DAY, NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void tenThousandQueuesAreKeptInWellUnderALook() {
        // Given
        var points = new HashMap<String, QueuePoint>();
        for (int i = 0; i < 10_000; i++) {
            points.put(queue + i, point(NOON, i));
        }
        ledger.queues().keep(Span.WEEK, NOON, points);

        // When
        long begun = System.nanoTime();
        ledger.queues().keep(Span.WEEK, NOON.plusSeconds(3600), points);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void marksAreKept() {
        ledger.queues().mark(17, NOON);
        ledger.queues().mark(17, NOON.plusSeconds(5));

        assertThat(ledger.queues().marks()).containsEntry(17L, NOON);
    }

    @Test
    void deliveriesAreKnownByTheirIds() throws Exception {
        // Given
        var cast = new LedgerCast();
        Delivery delivery = LedgerCast.released(cast.receiver);
        ledger.record(ledger.begin(cast.outbox, 0), 1, List.of(cast.message("1", "a", NOON, delivery)));
        List<UUID> asked = List.of(delivery.id(), UUID.randomUUID());

        // When
        Map<UUID, QueueContents.Known> known = ledger.queues().known(asked);

        // Then
        assertThat(known).containsOnlyKeys(delivery.id());
        assertThat(known.get(delivery.id()).linkNumber()).hasValue(1);
        assertThat(ledger.queues().queuedAt(asked))
                .containsExactly(
                        Map.entry(delivery.id(), known.get(delivery.id()).queuedAt()));
    }

    @Test
    void theLastActSaysWhetherAQueueIsPaused() {
        // Given
        PauseStore store = ledger.pauses();
        PauseStore.Act pause = act(false);
        assertThat(store.note(pause)).isTrue();
        assertThat(store.note(pause)).isFalse();
        assertThat(store.paused()).containsKey(queue);

        // When
        store.note(act(true));

        // Then
        assertThat(store.paused()).doesNotContainKey(queue);
        assertThat(store.under(pause.key())).hasValueSatisfying(found -> {
            assertThat(found.queue()).isEqualTo(queue);
            assertThat(found.reason().sealed()).isEqualTo(pause.reason().sealed());
        });
    }

    private PauseStore.Act act(boolean resumed) {
        var sealed = new SealedContent(new byte[] {1}, new byte[] {2, 3});
        return new PauseStore.Act(UUID.randomUUID(), queue, resumed, "amina", NOON, sealed);
    }
}
