package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.testkit.LedgerCast.refused;
import static org.kivuko.testkit.LedgerCast.released;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.Code;
import org.kivuko.operations.watch.PostTally;
import org.kivuko.operations.watch.Traffic;
import org.kivuko.testkit.LedgerCast;

/** What is counted of rulings and at posts, in a real database. */
class TrafficTest extends OnSharedLedger {
    private static final Instant NOON = LedgerCast.NOON;
    private static final Duration HOUR = Duration.ofHours(1);

    private final WatchBook book = ledger.watch();
    private final LedgerCast cast = new LedgerCast();

    /** What other tests have left is counted before. */
    @BeforeEach
    void count() {
        while (!book.count(book.newestRuling(), NOON)) {
            assertThat(book).isNotNull();
        }
    }

    private List<Traffic.Sent> sent(Instant since) {
        return book.sent(since).stream()
                .filter(each -> each.sender().equals(cast.sender.toString()))
                .toList();
    }

    private Map<String, Long> outcomes() {
        return outcomes(NOON.minus(HOUR));
    }

    private Map<String, Long> outcomes(Instant since) {
        var outcomes = new java.util.HashMap<String, Long>();
        book.since(since).stream()
                .filter(flow -> flow.sender().equals(cast.sender.toString()))
                .forEach(flow -> outcomes.merge(flow.outcome(), flow.rulings(), Long::sum));
        return outcomes;
    }

    private void record() throws Exception {
        ledger.record(
                ledger.begin(cast.outbox, 0),
                1,
                List.of(
                        cast.message(
                                "some",
                                "a",
                                NOON,
                                released(cast.receiver),
                                refused(cast.second, Code.PURPOSE_NOT_PERMITTED)),
                        cast.message(
                                "nobody",
                                "b",
                                NOON,
                                refused(cast.receiver, Code.NO_AGREEMENT),
                                refused(cast.second, Code.NO_AGREEMENT)),
                        cast.message(
                                "held",
                                "c",
                                NOON,
                                LedgerCast.delivery(cast.receiver, Outcome.HELD, Optional.of(Code.REVIEW_REQUIRED)))));
    }

    @Test
    void givenMessages_whenCounted_thenOneThatReachesNobodyIsRefused_andOneThatReachesSomeIsNot() throws Exception {
        record();
        assertThat(sent(NOON.minus(HOUR))).isEmpty();

        assertThat(book.count(book.newestRuling(), NOON)).isTrue();
        assertThat(book.count(book.newestRuling(), NOON)).isTrue();

        assertThat(sent(NOON.minus(HOUR))).containsExactly(new Traffic.Sent(cast.sender.toString(), 3, 1));
        assertThat(outcomes()).isEqualTo(Map.of("released", 1L, "refused", 3L, "held", 1L));
        assertThat(sent(NOON.plus(HOUR))).as("an hour later").isEmpty();
        assertThat(book.held()).containsEntry(cast.receiver.toString(), 1L);
        assertThat(book.uses(NOON.minus(HOUR)).get("KEN-UGA.osbp")).isGreaterThanOrEqualTo(5);
    }

    @Test
    void givenMessagesThatAreCountedByHalves_whenTheRestIsCounted_thenEachMessageCountsOnce() throws Exception {
        long before = book.newestRuling();
        record();
        long after = book.newestRuling();

        for (long upTo = before; upTo <= after; upTo++) {
            book.count(upTo, NOON);
        }

        assertThat(sent(NOON.minus(HOUR))).containsExactly(new Traffic.Sent(cast.sender.toString(), 3, 1));
        assertThat(outcomes()).isEqualTo(Map.of("released", 1L, "refused", 3L, "held", 1L));
    }

    @Test
    void givenTwoHubs_whenBothCountAtTheSameTime_thenEachRulingCountsOnce() throws Exception {
        record();
        long newest = book.newestRuling();
        var hubs = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> hub = () -> book.count(newest, NOON);
            for (Future<Boolean> done : hubs.invokeAll(List.of(hub, hub))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            hubs.shutdownNow();
        }

        assertThat(sent(NOON.minus(HOUR))).containsExactly(new Traffic.Sent(cast.sender.toString(), 3, 1));
        assertThat(outcomes().get("refused")).isEqualTo(3);
    }

    @Test
    void givenWhatWasCountedADayAgo_whenAskedForLess_orForgotten_thenItCountsNoMore() throws Exception {
        record();
        book.count(book.newestRuling(), NOON);

        assertThat(outcomes(NOON.plus(HOUR))).as("since an hour later").isEmpty();
        assertThat(outcomes()).hasSize(3);

        book.count(book.newestRuling(), NOON.plus(Duration.ofHours(26)));
        assertThat(outcomes()).as("forgotten").isEmpty();
    }

    @Test
    void givenCountsAtPosts_whenKeptInPieces_thenTheyAddUp_andTheLatestReportStays() {
        String post = "KEN-" + UUID.randomUUID();
        var way = new PostTally.Way(post, Optional.of("UGA"));
        var all = new PostTally.Way(post, Optional.empty());
        book.keep(new PostTally.Counted(Map.of(way, 2L, all, 3L), Map.of(post, NOON)), NOON);
        book.keep(new PostTally.Counted(Map.of(all, 4L), Map.of(post, NOON.minus(HOUR))), NOON.plusSeconds(1200));

        var figures = book.posts(NOON.minus(HOUR));

        assertThat(figures.counts()).containsEntry(way, 2L).containsEntry(all, 7L);
        assertThat(figures.reports()).containsEntry(post, NOON);
        assertThat(book.posts(NOON.plusSeconds(1500)).counts()).doesNotContainKey(way);
    }
}
