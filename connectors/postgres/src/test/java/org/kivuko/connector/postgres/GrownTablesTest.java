package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
 * What is asked while messages pass never scans a table, though the tables have grown a thousandfold since statistics were taken
 * and plans made; and once the server has counted them, which it does by itself within seconds, it reads none through an index
 * either. The server counts the rows that a transaction read. Seen to fail with tables counted once a minute, as by default: then
 * each batch read all rulings through their index, and the first minutes of a hub were ten times slower.
 */
class GrownTablesTest {
    private static final int ROWS = 5_000;
    /** So often the driver asks a question before the server keeps its plan. */
    private static final int PREPARED_AFTER = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final LedgerCast CAST = new LedgerCast();
    private static final Entry.Judged FIRST = marked("1");
    private static final List<String> TABLES =
            List.of("message", "ruling", "delivery_event", "content", "subject_mark", "due", "batch", "copy");
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

    /** What a plan may have been made by, before the tables grew. */
    private enum Before {
        NOTHING(0, false),
        FEW_COUNTED(1, true),
        SOME_NEVER_COUNTED(300, false);

        private final int rows;
        private final boolean counted;

        Before(int rows, boolean counted) {
            this.rows = rows;
            this.counted = counted;
        }
    }

    /** Which rows count as read. */
    private enum Read {
        BY_SCANS("seq_tup_read"),
        /** Also through an index, from its one end to the other. */
        IN_ANY_WAY("seq_tup_read + coalesce(idx_tup_fetch, 0)");

        private final String sum;

        Read(String sum) {
            this.sum = sum;
        }
    }

    private static LedgerAddress address(String name) {
        LedgerAddress shared = SharedServer.address();
        return new LedgerAddress(
                shared.url().substring(0, shared.url().lastIndexOf('/')) + "/grown_" + name,
                shared.user(),
                shared.password());
    }

    private static Database grown(Before before, String name) throws TermEnded {
        LedgerAddress address = address(name);
        try (var admin = new Database(SharedServer.address())) {
            admin.inOneStatement("create", handle -> handle.execute("create database grown_" + name));
        }
        try (var ledger = PostgresLedger.open(address, Clock.systemUTC())) {
            term = ledger.begin(CAST.outbox, 0);
            ledger.record(term, 1, List.of(FIRST));
        }
        var database = new Database(address);
        database.<Void, RuntimeException>inTransaction("begin", handle -> {
            for (String table : TABLES) {
                handle.execute("alter table " + table + " set (autovacuum_enabled = false)");
            }
            grow(handle, before.rows);
            if (before.counted) {
                TABLES.forEach(table -> handle.execute("analyze " + table));
            }
            return null;
        });
        for (int i = 0; i <= PREPARED_AFTER; i++) {
            scans(database, "", Read.IN_ANY_WAY);
        }
        database.<Void, RuntimeException>inTransaction("grow", handle -> {
            grow(handle, ROWS);
            return null;
        });
        return database;
    }

    /** Until the server has counted all tables by itself, which it must within seconds. */
    private static void awaitCounts(Database database) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        database.<Void, RuntimeException>inTransaction("allow", handle -> {
            TABLES.forEach(table -> handle.execute("alter table " + table + " reset (autovacuum_enabled)"));
            return null;
        });
        while (uncounted(database) > 0) {
            assertThat(System.nanoTime())
                    .as("the server counts its tables within " + PATIENCE)
                    .isLessThan(limit);
            Thread.sleep(100);
        }
    }

    private static int uncounted(Database database) {
        return database.inOneStatement("look", handle -> handle.createQuery(
                        "select count(*) from pg_stat_user_tables where relname = any(:tables) and last_autoanalyze is null")
                .bindArray("tables", String.class, TABLES)
                .mapTo(Integer.class)
                .one());
    }

    private static void grow(Handle handle, int many) {
        for (String rows : List.of(
                """
                insert into message (source, id, digest, type, status, refs, person, protected_thread, door, queue, lane,
                    accepted_at, accepted, batch)
                select 'KEN.OLD', 'old-MANY-' || n, '', 'kivuko.alert.v1', 'actual', '{}', false, false, 'broker', 'agency.KEN.OLD.outbox',
                    'bulk', now(), true, -n from generate_series(1, ROWS) n
                """,
                """
                insert into ruling (id, message, batch, recipient, outcome, crosses, rules, agreements, removed, transformed,
                    handling, judged_at)
                select gen_random_uuid(), no, batch, 'UGA.OLD', 'released', true, '{}', '{}', '{}', '{}', 'H0', now() from message where id like 'old-MANY-%'
                """,
                "insert into delivery_event select no, 'fetched', now() from ruling where recipient = 'UGA.OLD' on conflict do nothing",
                "insert into content select no, '', '' from message where id like 'old-MANY-%'",
                "insert into subject_mark select no, null, 'KEN.OLD', 'mark-' || no from message where id like 'old-MANY-%'",
                "insert into due (delivery, ruling, what, at, by) select id, no, 'late', timestamptz '2100-01-01', 'clock' from ruling where recipient = 'UGA.OLD' on conflict do nothing",
                """
                insert into batch (queue, epoch, number, accepted, duplicates, conflicts, quarantined, turned, released, reduced,
                    held, refused, recorded_at)
                select 'agency.KEN.OLD.outbox', 1, n, 1, 0, 0, 0, 0, 1, 0, 0, 0, now() from generate_series(1, ROWS) n
                """,
                """
                insert into copy (batch, kind, agency, door, at, code, faults)
                select -n, 'duplicate', 'KEN.OLD', 'broker', now(), 'DUPLICATE', '{}' from generate_series(1, ROWS) n
                """)) {
            handle.execute(rows.replace("ROWS", Integer.toString(many)).replace("MANY", Integer.toString(many)));
        }
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
            VersionRows.of(handle, List.of(CAST.key("1")));
        });
        all.put("record", GrownTablesTest::record);
        all.put("hand-over", handle -> {
            HandOver.fetched(handle, CAST.receiver, List.of(delivery), LedgerCast.NOON);
            HandOver.acknowledge(handle, CAST.receiver, Map.of(delivery, LedgerCast.NOON));
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

    @ParameterizedTest
    @EnumSource
    void nothingThatIsAskedWhileMessagesPassReadsAWholeTable(Before before) throws TermEnded, InterruptedException {
        try (Database database = grown(before, before.name().toLowerCase(Locale.ROOT))) {
            assertThat(scans(database, "", Read.BY_SCANS)).isEmpty();
            awaitCounts(database);
            assertThat(scans(database, "", Read.IN_ANY_WAY)).isEmpty();
        }
    }

    /** The control: with plans as the server makes them by itself the same questions read whole tables. */
    @Test
    void plansThatTheServerMakesByOldStatisticsReadWholeTables() throws TermEnded {
        grown(Before.FEW_COUNTED, "control").close();
        try (var database = new Database(address("control"))) {
            assertThat(scans(
                            database,
                            "set local enable_seqscan = on; set local enable_hashjoin = on; set local enable_mergejoin = on",
                            Read.BY_SCANS))
                    .isNotEmpty();
        }
    }

    /** By lookup the tables of which it read as many rows as they have. */
    private static Map<String, List<String>> scans(Database database, String settings, Read way) {
        var scans = new LinkedHashMap<String, List<String>>();
        lookups().forEach((name, work) -> {
            List<String> scanned = database.<List<String>, RuntimeException>inTransaction(name, handle -> {
                if (!settings.isEmpty()) {
                    handle.execute(settings);
                }
                Map<String, Long> before = read(handle, way);
                try {
                    work.on(handle);
                } catch (Exception e) {
                    throw new IllegalStateException(name, e);
                }
                List<String> found = read(handle, way).entrySet().stream()
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

    /** Rows that this session has read, by table; of earlier transactions as well as of this one. */
    private static Map<String, Long> read(Handle handle, Read way) {
        return handle
                .createQuery("select relname, " + way.sum + " from pg_stat_xact_user_tables")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
