package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Recorded;
import org.kivuko.testkit.LedgerCast;

class OutageTest {
    private static final Duration QUICKLY = Duration.ofSeconds(6);

    @TempDir
    private Path data;

    private EmbeddedDatabase database;
    private PostgresLedger ledger;
    private final LedgerCast cast = new LedgerCast();

    @BeforeEach
    void start() throws IOException {
        database = EmbeddedDatabase.start(data, SharedServer.BINARIES);
        ledger = PostgresLedger.open(database.address(), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
        database.close();
    }

    private Duration unavailable() {
        Instant asked = Instant.now();
        assertThatThrownBy(() -> ledger.begin(cast.outbox, 0)).isInstanceOf(LedgerUnavailable.class);
        return Duration.between(asked, Instant.now());
    }

    @Test
    void killed_it_comes_back_by_itself_with_everything_that_was_confirmed() throws Exception {
        OutboxTerm term = ledger.begin(cast.outbox, 0);
        ledger.record(term, 1, List.of(cast.message("1", "a")));
        var address = database.address();
        // When
        Signals.send("KILL", database.process());
        // Then
        await().atMost(Duration.ofSeconds(15)).ignoreExceptions().untilAsserted(() -> assertThat(
                        ledger.record(term, 2, List.of(cast.message("1", "a"), cast.message("2", "a"))))
                .satisfies(answers -> assertThat(answers.get(1))
                        .isEqualTo(new Recorded.Fresh(LedgerCast.NOON, Map.of(cast.receiver, 2L)))));
        assertThat(database.address()).isEqualTo(address);
    }

    @Test
    @Tag("slow")
    void frozen_it_is_unavailable_quickly_and_answers_again_when_it_thaws() throws Exception {
        ProcessHandle server = database.process();
        Signals.send("STOP", server);
        try {
            // When, Then
            for (int i = 0; i < 3; i++) {
                assertThat(unavailable()).isLessThan(QUICKLY);
            }
            assertThat(ledger.available()).isFalse();
        } finally {
            Signals.send("CONT", server);
        }
        await().atMost(Duration.ofSeconds(15)).until(ledger::available);
        assertThat(ledger.begin(cast.outbox, 0).epoch()).isPositive();
    }

    @Test
    @Tag("slow")
    void away_it_is_unavailable_quickly_and_answers_again_without_a_restart() throws Exception {
        var address = database.address();
        database.close();
        // When, Then
        assertThat(unavailable()).isLessThan(QUICKLY);
        assertThat(ledger.available()).isFalse();
        assertThatThrownBy(() -> PostgresLedger.open(address, Clock.systemUTC()))
                .isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    @Tag("slow")
    void a_hub_frozen_in_the_middle_of_a_recording_holds_the_next_one_up_for_seconds_only() throws Exception {
        OutboxTerm frozen = ledger.begin(cast.outbox, 0);
        var locked = new CountDownLatch(1);
        var thaw = new CountDownLatch(1);
        try (var frozenHub = new Database(database.address())) {
            var thread = new Thread(() -> {
                try {
                    frozenHub.<Void, Exception>inTransaction("record", handle -> {
                        assertThat(Terms.nextBatch(handle, frozen)).isPresent();
                        locked.countDown();
                        thaw.await();
                        return null;
                    });
                } catch (Exception e) {
                    // Its transaction was ended under it, as it should be.
                }
            });
            thread.start();
            locked.await();
            // When, Then
            assertThat(unavailable()).isLessThan(QUICKLY);
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> assertThat(
                            ledger.begin(cast.outbox, 0).epoch())
                    .isGreaterThan(frozen.epoch()));
            thaw.countDown();
            thread.join();
        }
    }
}
