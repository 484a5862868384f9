package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.TermEnded;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;
import org.kivuko.testkit.LedgerCast;
import org.kivuko.testkit.TestClock;

/** Two outboxes that change one alert, in a real database. */
class PostgresVersionsTest {
    private static PostgresLedger ledger;
    private static Database database;

    private final LedgerCast cast = new LedgerCast();
    private final OutboxTerm term = ledger.begin(cast.outbox, 0);
    private final OutboxTerm other = ledger.begin(cast.urgentOutbox, 0);

    @BeforeAll
    static void open() {
        ledger = PostgresLedger.open(SharedServer.address(), new TestClock(LedgerCast.NOON));
        database = new Database(SharedServer.address());
    }

    @AfterAll
    static void close() {
        database.close();
        ledger.close();
    }

    @BeforeEach
    void alerts() throws Exception {
        ledger.record(term, 1, List.of(version("a", MsgType.ALERT, 0), version("b", MsgType.ALERT, 0)));
    }

    private Entry.Judged version(String id, MsgType msgType, int seconds, String... of) {
        return cast.version(
                id,
                msgType,
                LedgerCast.NOON.plusSeconds(seconds),
                List.of(of).stream().map(cast::key).toArray(MessageKey[]::new));
    }

    private Entry.Judged update(String id, int seconds, String of) {
        return version(id, MsgType.UPDATE, seconds, of);
    }

    /** It was judged when the newer one was not there yet. Seen to fail without the look before the commit. */
    @Test
    void whatWasJudgedBeforeANewerVersionWasRecordedElsewhereIsJudgedAgain() throws Exception {
        // Given
        Entry.Judged older = update("older", 10, "a");
        ledger.record(other, 1, List.of(update("newer", 20, "a")));

        // When, Then
        assertThatThrownBy(() -> ledger.record(term, 2, List.of(version("c", MsgType.ALERT, 0), older)))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(ledger.status(cast.key("older"))).isEmpty();
        assertThat(ledger.status(cast.key("c"))).isEmpty();
        assertThatCode(() -> ledger.record(term, 2, List.of(version("c", MsgType.ALERT, 0), cast.overtaken(older))))
                .doesNotThrowAnyException();
        assertThatCode(() -> ledger.record(term, 3, List.of(update("as-new", 20, "a"), update("newest", 21, "a"))))
                .doesNotThrowAnyException();
    }

    /** Seen to fail without the lock: the older one was recorded beside the newer one, neither seeing the other. */
    @Test
    void twoRecordingsOfOneAlertAreDoneOneAfterTheOther() throws Exception {
        // Given
        CompletableFuture<Void> second = database.inTransaction("record", handle -> {
            Recording.record(handle, other, 1, List.of(update("newer", 20, "a")), LedgerCast.NOON);
            CompletableFuture<Void> older = CompletableFuture.runAsync(() -> record(update("older", 10, "a")));
            assertThat(done(older, 700)).isFalse();
            return older;
        });

        // When, Then
        assertThatThrownBy(() -> second.get(9, TimeUnit.SECONDS)).hasRootCauseInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void recordingsOfDifferentAlertsDoNotWaitForEachOther() throws Exception {
        // Given
        boolean done = database.inTransaction("record", handle -> {
            Recording.record(handle, other, 1, List.of(update("newer", 20, "a")), LedgerCast.NOON);
            return done(CompletableFuture.runAsync(() -> record(update("older", 10, "b"))), 9_000);
        });

        // When, Then
        assertThat(done).isTrue();
    }

    private void record(Entry entry) {
        try {
            ledger.record(term, 2, List.of(entry));
        } catch (TermEnded e) {
            throw new CompletionException(e);
        }
    }

    private static boolean done(CompletableFuture<Void> recording, long millis) {
        return recording
                .handle((nothing, failure) -> true)
                .completeOnTimeout(false, millis, TimeUnit.MILLISECONDS)
                .join();
    }
}
