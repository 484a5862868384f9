package org.kivuko.operations.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.SealedContent;

/** Jobs over queues and a book in memory, killed where it hurts. */
class RedriveRunnerTest {
    private static final Instant BEGIN = Instant.parse("2026-11-26T12:00:00Z");
    private static final String OUTBOX = "agency.KEN.DIS.outbox";

    private Instant now = BEGIN;
    private final FakeBroker broker = new FakeBroker();
    private final FakeBook book = new FakeBook();
    private RedriveRunner runner = runner();

    private RedriveRunner runner() {
        return new RedriveRunner(
                book, new Failures(book, broker, number -> Optional.empty(), () -> now), broker, () -> {}, () -> now);
    }

    private Redrive job(int count, int perSecond) {
        var id = UUID.randomUUID();
        var items = new ArrayList<RedriveBook.Item>();
        for (int i = 1; i <= count; i++) {
            String copy = "copy-" + i;
            broker.quarantine.add(copy);
            items.add(new RedriveBook.Item(
                    i,
                    copy,
                    Optional.of("KEN.DIS"),
                    Optional.of(OUTBOX),
                    RedriveBook.ItemState.OPEN,
                    Optional.empty()));
        }
        var job = new Redrive(
                id,
                FailureQueue.QUARANTINE,
                "amina",
                new SealedContent(new byte[0], new byte[0]),
                Redrive.State.RUNNING,
                count,
                0,
                0,
                perSecond,
                BEGIN,
                Optional.empty());
        book.add(job, items);
        return job;
    }

    private void look(Duration later) {
        now = now.plus(later);
        try {
            runner.look();
        } catch (BrokerUnavailable | LedgerUnavailable away) {
            // The next look finds it.
            assertThat(away).isNotNull();
        }
    }

    @Test
    void aJobKeepsItsRate() {
        // Given
        Redrive job = job(100, 10);

        // When
        for (int i = 0; i <= 20; i++) {
            look(Duration.ofMillis(200));
        }

        // Then
        assertThat(broker.outbox).hasSize(40);
        assertThat(book.job(job.id()).orElseThrow().done()).isEqualTo(40);
    }

    @Test
    void theFastestJobKeepsItsRateWithTwoLooksASecond() {
        job(3_000, Redrive.MOST_PER_SECOND);
        look(Duration.ZERO);

        for (int i = 0; i < 4; i++) {
            look(Duration.ofMillis(500));
        }

        assertThat(broker.outbox).hasSize(2_000);
    }

    @Test
    void aHubThatStoodStillDoesNotMakeUpForIt() {
        job(100, 10);
        look(Duration.ZERO);

        look(Duration.ofHours(1));

        assertThat(broker.outbox).hasSize(10);
    }

    @Test
    void whatLiesThereNoMoreFailsAndTheRestGoes() {
        // Given
        Redrive job = job(10, 100);
        broker.quarantine.remove("copy-4");
        look(Duration.ZERO);

        // When
        look(Duration.ofSeconds(1));
        look(Duration.ofSeconds(1));

        // Then
        Redrive ended = book.job(job.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(Redrive.State.DONE);
        assertThat(ended.done()).isEqualTo(9);
        assertThat(ended.failed()).isEqualTo(1);
    }

    @Test
    void aCopyWithoutAnOutboxStaysWhereItLies() {
        Redrive job = job(2, 100);
        broker.outboxes = false;
        look(Duration.ZERO);

        look(Duration.ofSeconds(1));

        assertThat(broker.quarantine).hasSize(2);
        assertThat(book.job(job.id()).orElseThrow().failed()).isEqualTo(2);
    }

    /** Killed before the broker was asked, after it moved, and in the ledger's last word; each time a new hub goes on. */
    @Test
    void nothingIsLostAndNothingGoesTwiceWhereverItIsKilled() {
        var random = new Random(11);
        for (int round = 0; round < 50; round++) {
            // Given
            broker.clear();
            book.clear();
            Redrive job = job(30, 50);

            // When
            for (int i = 0; i < 400 && book.job(job.id()).orElseThrow().state() == Redrive.State.RUNNING; i++) {
                broker.failBefore = random.nextInt(4) == 0;
                broker.failAfter = random.nextInt(4) == 0;
                book.failSettle = random.nextInt(4) == 0;
                if (random.nextBoolean()) {
                    runner = runner();
                }
                look(Duration.ofMillis(100));
            }

            // Then
            Redrive ended = book.job(job.id()).orElseThrow();
            assertThat(ended.state()).as("round %d", round).isEqualTo(Redrive.State.DONE);
            assertThat(ended.done()).isEqualTo(30);
            assertThat(broker.quarantine).isEmpty();
            assertThat(broker.outbox).hasSize(30).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSelectionThatSaysNothingCannotBeMade() {
        assertThatThrownBy(() -> new Select.Copies(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Select.Matching(" ", Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
