package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.KeptFigures;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.TermEnded;
import org.kivuko.model.Code;
import org.kivuko.model.Direction;
import org.kivuko.testkit.LedgerCast;

/**
 * What is asked while messages pass never reads a whole table, though the tables have grown a thousandfold since statistics
 * were taken and plans made. The server itself counts the rows that a transaction read by scans.
 */
class GrownTablesTest {
    private static final int ROWS = 5_000;

    private static final LedgerCast CAST = new LedgerCast();
    private static final Entry.Judged FIRST = marked("1");
    private static Database database;
    private static OutboxTerm term;

    private interface Work {
        void on(Handle handle) throws Exception;
    }

    private static Entry.Judged marked(String id) {
        return new Entry.Judged(
                CAST.key(id),
                LedgerCast.digest(id),
                LedgerCast.header(),
                Door.BROKER,
                LedgerCast.NOON,
                List.of(
                        LedgerCast.owing(CAST.receiver, LedgerCast.NOON.plusSeconds(60)),
                        LedgerCast.released(CAST.second)),
                Set.of("mark-" + id),
                LedgerCast.CONTENT);
    }

    @BeforeAll
    static void grow() throws TermEnded {
        LedgerAddress shared = SharedServer.address();
        try (var admin = new Database(shared)) {
            admin.inOneStatement("create", handle -> handle.execute("create database grown"));
        }
        var address = new LedgerAddress(
                shared.url().substring(0, shared.url().lastIndexOf('/')) + "/grown", shared.user(), shared.password());
        try (var ledger = PostgresLedger.open(address, Clock.systemUTC())) {
            term = ledger.begin(CAST.outbox, 0);
            ledger.record(term, 1, List.of(FIRST));
        }
        database = new Database(address);
        database.<Void, RuntimeException>inTransaction("grow", handle -> {
            grow(handle);
            return null;
        });
    }

    private static void grow(Handle handle) {
        for (String table :
                List.of("message", "ruling", "delivery_event", "content", "subject_mark", "due", "batch", "copy")) {
            handle.execute("alter table " + table + " set (autovacuum_enabled = false)");
            handle.execute("analyze " + table);
        }
        for (String rows : List.of(
                """
                insert into message (source, id, digest, type, status, refs, person, protected_thread, door, queue, lane,
                    accepted_at, accepted, batch)
                select 'KEN.OLD', 'old-' || n, '', 'kivuko.alert.v1', 'actual', '{}', false, false, 'broker', 'agency.KEN.OLD.outbox',
                    'bulk', now(), true, 1 from generate_series(1, ROWS) n
                """,
                """
                insert into ruling (id, message, batch, recipient, outcome, crosses, rules, agreements, removed, transformed,
                    handling, judged_at)
                select gen_random_uuid(), no, 1, 'UGA.OLD', 'released', true, '{}', '{}', '{}', '{}', 'H0', now() from message
                """,
                "insert into delivery_event select no, 'fetched', now() from ruling where recipient = 'UGA.OLD'",
                "insert into content select no, '', '' from message where source = 'KEN.OLD'",
                "insert into subject_mark select no, null, 'KEN.OLD', 'mark-' || no from message",
                "insert into due (delivery, ruling, what, at, by) select id, no, 'late', now(), 'clock' from ruling where recipient = 'UGA.OLD'",
                """
                insert into batch (queue, epoch, number, accepted, duplicates, conflicts, quarantined, turned, released, reduced,
                    held, refused, recorded_at)
                select 'agency.KEN.OLD.outbox', 1, n, 1, 0, 0, 0, 0, 1, 0, 0, 0, now() from generate_series(1, ROWS) n
                """,
                """
                insert into copy (batch, kind, agency, door, at, code, faults)
                select 1, 'duplicate', 'KEN.OLD', 'broker', now(), 'DUPLICATE', '{}' from generate_series(1, ROWS) n
                """)) {
            handle.execute(rows.replace("ROWS", Integer.toString(ROWS)));
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Map<String, Work> lookups() {
        UUID delivery = FIRST.deliveries().get(0).id();
        var figures = new KeptFigures.About(
                CAST.receiver, "KEN-BUSIA", Direction.ENTRY, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2));
        var all = new LinkedHashMap<String, Work>();
        all.put("claim", handle -> {
            Claims.claim(handle, CAST.claim("c-1", "a"));
            Claims.claim(handle, CAST.claim("1", "a"));
            Claims.accept(handle, CAST.key("c-1"), LedgerCast.digest("a"));
            Claims.acceptedAt(handle, CAST.key("1"), LedgerCast.digest("1"));
            Claims.sendFailed(handle, CAST.key("c-1"), LedgerCast.digest("a"), LedgerCast.NOON);
        });
        all.put("empty outboxes", handle -> {
            Claims.dropFallen(handle, Map.of(CAST.outbox, LedgerCast.NOON));
            ErrandRows.deleteEnded(handle, Map.of(CAST.outbox, LedgerCast.NOON), Duration.ofMinutes(1));
        });
        all.put("references", handle -> References.of(handle, List.of(CAST.key("1")), CAST.receiver, true));
        all.put("status", handle -> Statuses.of(handle, List.of(CAST.key("1"))));
        all.put("facts", handle -> {
            MemoryRows.used(handle, CAST.outbox, Map.of("KEN-UGA.osbp@3/K-U-1", LedgerCast.NOON));
            MemoryRows.handed(handle, CAST.receiver, List.of(CAST.key("1")), List.of("mark-1"));
            ConsentRows.said(handle, CAST.receiver, List.of(CAST.key("1")));
            FigureRows.of(handle, List.of(figures));
        });
        all.put("record", GrownTablesTest::record);
        all.put("hand-over", handle -> {
            HandOver.fetched(handle, CAST.receiver, List.of(delivery), LedgerCast.NOON);
            HandOver.acknowledge(handle, CAST.receiver, delivery, LedgerCast.NOON);
        });
        all.put("kept content", handle -> Contents.of(handle, List.of(delivery)));
        all.put("what lies", handle -> {
            LyingRows.of(handle, CAST.receiver, List.of(delivery));
            LyingRows.places(handle, CAST.receiver, List.of(delivery));
        });
        all.put("agenda", handle -> AgendaRows.due(handle, LedgerCast.NOON, Duration.ofMinutes(1), 100));
        all.put("recalls", handle -> RecallRows.waiting(handle, LedgerCast.NOON));
        all.put("begin", handle -> Terms.begin(handle, CAST.outbox, 0, LedgerCast.NOON));
        return all;
    }

    private static void record(Handle handle) throws Exception {
        var entries = new ArrayList<Entry>();
        entries.add(FIRST);
        entries.add(marked("2"));
        entries.add(CAST.ack("a-1", CAST.key("1"), LedgerCast.NOON));
        entries.add(CAST.recall("r-1", CAST.key("1"), LedgerCast.NOON, LedgerCast.released(CAST.second)));
        entries.add(CAST.question(
                "q-1", Duration.ofHours(1), LedgerCast.delivery(CAST.second, Outcome.RELEASED, Optional.empty())));
        entries.add(CAST.turned(true, Code.UNREADABLE, List.of()));
        Recording.record(handle, term, 2, entries, LedgerCast.NOON);
    }

    @Test
    void nothingThatIsAskedWhileMessagesPassReadsAWholeTable() {
        assertThat(scans("")).isEmpty();
    }

    /** The control: with plans as the server makes them by itself the same questions read whole tables. */
    @Test
    void plansThatTheServerMakesByOldStatisticsReadWholeTables() {
        assertThat(
                        scans(
                                "set local enable_seqscan = on; set local enable_hashjoin = on; set local enable_mergejoin = on"))
                .isNotEmpty();
    }

    /** By lookup the tables of which it read more rows by scans than there were at the beginning. */
    private static Map<String, List<String>> scans(String settings) {
        var scans = new LinkedHashMap<String, List<String>>();
        lookups().forEach((name, work) -> {
            List<String> scanned = database.<List<String>, RuntimeException>inTransaction(name, handle -> {
                if (!settings.isEmpty()) {
                    handle.execute(settings);
                }
                Map<String, Long> before = read(handle);
                try {
                    work.on(handle);
                } catch (Exception e) {
                    throw new IllegalStateException(name, e);
                }
                List<String> found = read(handle).entrySet().stream()
                        .filter(table -> table.getValue() - before.getOrDefault(table.getKey(), 0L) >= ROWS)
                        .map(Map.Entry::getKey)
                        .toList();
                handle.rollback();
                return found;
            });
            if (!scanned.isEmpty()) {
                scans.put(name, scanned);
            }
        });
        return scans;
    }

    /** Rows that this session has read by scans, by table; of earlier transactions as well as of this one. */
    private static Map<String, Long> read(Handle handle) {
        return handle
                .createQuery("select relname, seq_tup_read from pg_stat_xact_user_tables")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
