package org.kivuko.operations.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;

/** Lists of queues, page by page. */
class QueuePageTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Random RANDOM = new Random(5);
    private static final int QUEUES = 400;
    private static final List<QueueState> ALL = some();

    /** Few different values, so that many rows are equal in every column. */
    private static List<QueueState> some() {
        var rows = new ArrayList<QueueState>();
        String[] boxes = {"outbox", "inbox", "inbox.urgent", "receipts"};
        for (int i = 0; i < QUEUES; i++) {
            String name = (i % 3 == 0 ? "exercise." : "") + "agency." + (i / 4 % 2 == 0 ? "KEN" : "UGA") + ".A" + i / 4
                    + "." + boxes[i % 4];
            rows.add(row(i % 50 == 0 ? "hub.q" + i : name, RANDOM.nextInt(4), RANDOM.nextInt(2)));
        }
        Collections.shuffle(rows, RANDOM);
        return rows;
    }

    static QueueState row(String name, long messages, int consumers) {
        return new QueueState(
                QueueName.of(name),
                NOW,
                messages,
                false,
                consumers,
                RANDOM.nextInt(2),
                RANDOM.nextInt(3),
                RANDOM.nextInt(3),
                RANDOM.nextInt(3) / 2.0,
                RANDOM.nextInt(3) / 2.0,
                RANDOM.nextBoolean() ? Optional.empty() : Optional.of(NOW.minusSeconds(RANDOM.nextInt(3))),
                List.of(messages),
                RANDOM.nextBoolean() ? Optional.empty() : Optional.of(new Pause("a", NOW, "why")),
                RANDOM.nextBoolean() ? Optional.empty() : Optional.of(NOW));
    }

    private static String name(QueueState row) {
        return row.name().queue();
    }

    private static List<QueueState> pages(QueueFilter filter, QueueSort sort, int max) {
        var rows = new ArrayList<QueueState>();
        Optional<String> after = Optional.empty();
        do {
            QueuePage page = QueuePage.of(ALL, filter, sort, after, max).orElseThrow();
            rows.addAll(page.rows());
            after = page.next();
        } while (after.isPresent());
        return rows;
    }

    @ParameterizedTest
    @EnumSource(QueueColumn.class)
    void everyColumnGivesEveryQueueOnceAndInOrder(QueueColumn column) {
        for (boolean descending : List.of(false, true)) {
            // Given
            var sort = new QueueSort(column, descending);

            // When
            List<QueueState> rows = pages(QueueFilter.all(Scope.ALL), sort, 7);

            // Then
            assertThat(rows.stream().map(QueuePageTest::name))
                    .containsExactlyInAnyOrderElementsOf(
                            ALL.stream().map(QueuePageTest::name).toList());
            assertThat(rows.stream().map(sort::place)).isSortedAccordingTo(sort.order());
            List<Boolean> absent =
                    rows.stream().map(row -> column.of(row).none()).toList();
            assertThat(absent).isSorted();
        }
    }

    @Test
    void aColumnIsReadByItsNameAndAnUnknownOneIsNot() {
        for (QueueColumn column : QueueColumn.values()) {
            assertThat(QueueSort.of(column.code())).contains(new QueueSort(column, false));
            assertThat(QueueSort.of("-" + column.code())).contains(new QueueSort(column, true));
        }
        assertThat(QueueSort.of("surname")).isEmpty();
        assertThat(QueueSort.of("--queue")).isEmpty();
        assertThat(QueueSort.of("-")).isEmpty();
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        for (String cursor : List.of("", "!", "bm90aGluZw", "eAo", "bk5vdEFOdW1iZXIKcQ")) {
            assertThat(QueuePage.of(ALL, QueueFilter.all(Scope.ALL), QueueSort.BY_NAME, Optional.of(cursor), 5))
                    .as(cursor)
                    .isEmpty();
        }
    }

    @Test
    void aScopeShowsItsOwnAgenciesAndNothingOfTheHub() {
        var scope = new Scope(Set.of("UGA"), Set.of());

        List<QueueState> rows = pages(QueueFilter.all(scope), QueueSort.BY_NAME, 30);

        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.name().state())
                .contains("UGA"));
    }

    @Test
    void aFilterFindsWhatFitsAllOfItAndSumsIt() {
        // Given
        var agency = AgencyId.of("KEN.A2");
        var filter = new QueueFilter(
                Optional.of("AGENCY"),
                Optional.of("KEN"),
                Optional.of(agency),
                Optional.empty(),
                Optional.of(QueueFilter.Only.NONEMPTY),
                Scope.ALL);

        // When
        QueuePage page = QueuePage.of(ALL, filter, QueueSort.BY_NAME, Optional.empty(), 1)
                .orElseThrow();

        // Then
        List<QueueState> expected = ALL.stream()
                .filter(row -> row.name().agency().equals(Optional.of(agency)) && row.messages() > 0)
                .toList();
        assertThat(page.total()).isEqualTo(expected.size()).isGreaterThan(1);
        assertThat(page.sums().messages())
                .isEqualTo(expected.stream().mapToLong(QueueState::messages).sum());
    }

    @Test
    void tenThousandQueuesAreSortedAndPagedInAFractionOfTheTimeThatAPageMayTake() {
        // Given
        var many = new ArrayList<QueueState>();
        for (int i = 0; i < 10_000; i++) {
            many.add(row("agency.KEN.A" + i / 10 + ".inbox" + (i % 2 == 0 ? "" : ".urgent"), RANDOM.nextInt(9), 1));
        }
        var slow = new HashSet<QueueColumn>();

        // When
        for (QueueColumn column : QueueColumn.values()) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long begun = System.nanoTime();
                QueuePage.of(many, QueueFilter.all(Scope.ALL), new QueueSort(column, true), Optional.empty(), 50);
                best = Math.min(best, System.nanoTime() - begun);
            }
            if (best > 200_000_000) {
                slow.add(column);
            }
        }

        // Then
        assertThat(slow).isEmpty();
    }
}
