package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.testkit.LedgerCast;

/** How often a recording speaks to the database: what a small batch costs, and that a large one costs no more words. */
class StatementsPerBatchTest {
    private static PostgresLedger ledger;
    private static Database database;

    private final LedgerCast cast = new LedgerCast();
    private final OutboxTerm term = ledger.begin(cast.outbox, 0);
    private long number;

    @BeforeAll
    static void open() {
        ledger = PostgresLedger.open(SharedServer.address(), Clock.systemUTC());
        database = new Database(SharedServer.address());
    }

    @AfterAll
    static void close() {
        database.close();
        ledger.close();
    }

    /**
     * The place and the number of the batch, the messages, the links, and all the rest in one. Seen to fail with one
     * more question before the batch and the kept originals written in a trip of their own.
     */
    @Test
    void fourStatementsRecordABatchOfNewMessagesHoweverManyTheyAre() throws Exception {
        // When, Then
        for (int count : List.of(1, 10, 100)) {
            assertThat(statements(IntStream.range(0, count)
                            .mapToObj(i -> message(count + "-" + i))
                            .toList()))
                    .as("%d messages", count)
                    .isEqualTo(4);
        }
    }

    /** What stands under the keys, the copies, and the statuses for the receipts come to it. */
    @Test
    void copiesOfKnownMessagesCostTheSameNumberOfStatementsHoweverManyTheyAre() throws Exception {
        // Given
        List<Entry> messages =
                IntStream.range(0, 100).mapToObj(i -> message("m-" + i)).toList();
        statements(messages);

        // When, Then
        for (int count : List.of(1, 10, 100)) {
            List<Entry> again = new ArrayList<>();
            messages.subList(0, count)
                    .forEach(entry ->
                            again.add(message(((Entry.Judged) entry).key().id())));
            assertThat(statements(again)).as("%d copies", count).isEqualTo(6);
        }
    }

    /** The originals, the hand-overs, and what ended with them. */
    @Test
    void threeStatementsNoteWhatWasTakenOverHoweverManyTheyAre() throws Exception {
        for (int count : List.of(1, 10, 100)) {
            // Given
            List<Entry> messages = IntStream.range(0, count)
                    .mapToObj(i -> message("t-" + count + "-" + i))
                    .toList();
            statements(messages);
            Set<UUID> deliveries = messages.stream()
                    .map(entry -> ((Entry.Judged) entry).deliveries().get(0).id())
                    .collect(Collectors.toSet());
            ledger.fetched(cast.receiver, deliveries, LedgerCast.NOON);
            Map<UUID, Instant> taken = deliveries.stream().collect(Collectors.toMap(id -> id, id -> LedgerCast.NOON));

            // When, Then
            assertThat(counted(handle -> assertThat(HandOver.acknowledge(handle, cast.receiver, taken))
                            .isEqualTo(deliveries)))
                    .as("%d deliveries", count)
                    .isEqualTo(3);
        }
    }

    private Entry message(String id) {
        return new Entry.Judged(
                cast.key(id),
                LedgerCast.digest(id),
                LedgerCast.header(),
                Door.BROKER,
                LedgerCast.NOON,
                List.of(LedgerCast.released(cast.receiver), LedgerCast.released(cast.second)),
                Set.of("mark-" + id),
                LedgerCast.CONTENT);
    }

    private int statements(List<Entry> entries) throws Exception {
        number++;
        return counted(handle -> Recording.record(handle, term, number, entries, LedgerCast.NOON));
    }

    private static int counted(HandleConsumer<Exception> work) throws Exception {
        var statements = new AtomicInteger();
        database.<Void, Exception>inTransaction("count", handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements.incrementAndGet();
                }
            });
            work.useHandle(handle);
            return null;
        });
        return statements.get();
    }
}
