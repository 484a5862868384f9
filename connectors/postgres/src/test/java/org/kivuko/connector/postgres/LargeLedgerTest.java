package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.MessageOrder;
import org.kivuko.operations.search.MessagePage;
import org.kivuko.operations.search.MessageQuery;
import org.kivuko.operations.search.Place;
import org.kivuko.operations.search.Position;

/**
 * Ten million messages of a thousand agencies: how long operators wait for every list, order and filter, with values common and
 * rare, first pages and pages from the middle. The plans are kept in {@code target/search-plans}. Needs 20 GB of disk in the
 * folder for temporary files and half an hour: {@code mvn verify -Plarge -pl connectors/postgres -am}; the property
 * {@code kivuko.large.messages} takes fewer, {@code kivuko.large.data} names a folder that is kept and used again, and
 * {@code kivuko.large.only} is a pattern of the questions that are asked.
 */
@Tag("large")
class LargeLedgerTest {
    private static final long MESSAGES = Long.getLong("kivuko.large.messages", 10_000_000L);
    private static final String KEPT = System.getProperty("kivuko.large.data");
    private static final String ONLY = System.getProperty("kivuko.large.only", ".*");
    private static final int TRIES = Integer.getInteger("kivuko.large.tries", 60);
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final int MORE = 20_000;
    private static final int ROUNDS = 7;
    private static final String LOG = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')";
    private static final String IMAGES = "select wal_fpi from pg_stat_wal";
    private static final Path PLANS = Path.of("target", "search-plans");
    private static final List<String> INDEXES = List.of("message_source", "ruling_recipient", "ruling_reason");

    private final Crowd crowd = new Crowd(5, MESSAGES, 1_000);
    private final SplittableRandom random = new SplittableRandom(11);
    private final List<String> late = new ArrayList<>();

    private interface Question {
        void ask(Handle handle, Crowd.Member about);
    }

    @Test
    void everyListAnswersInTime() throws Exception {
        Files.createDirectories(PLANS);
        if (KEPT == null) {
            Path data = Files.createTempDirectory("kivuko-large-");
            try (var server = EmbeddedDatabase.start(data, SharedServer.BINARIES)) {
                long ruling = loaded(server.address());
                ask(server.address());
                costs(server.address(), ruling);
            } finally {
                delete(data);
            }
        } else {
            boolean there = Files.exists(Path.of(KEPT));
            try (var server = EmbeddedDatabase.start(Path.of(KEPT), SharedServer.BINARIES)) {
                say("%s%n", there ? "asked again: " + KEPT : "loaded: " + loaded(server.address()));
                ask(server.address());
            }
        }
        assertThat(late).as("lists that take longer than " + LIMIT).isEmpty();
    }

    private long loaded(LedgerAddress address) throws SQLException, IOException {
        PostgresLedger.open(address, Clock.systemUTC()).close();
        try (Connection connection = open(address)) {
            long ruling = load(connection);
            sizes(connection);
            return ruling;
        }
    }

    private void ask(LedgerAddress address) {
        try (var database = new Database(address)) {
            questions().forEach((name, question) -> {
                if (name.matches(ONLY)) {
                    measure(database, name, question);
                }
            });
        }
    }

    private static Connection open(LedgerAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    private long load(Connection connection) throws SQLException, IOException {
        long begun = System.nanoTime();
        var indexes = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            // Loaded once: no triggers, no counting meanwhile, few checkpoints.
            statement.execute("set session_replication_role = replica");
            statement.execute("set synchronous_commit = off");
            statement.execute("alter system set max_wal_size = '16GB'");
            statement.execute("alter system set autovacuum = off");
            statement.execute("select pg_reload_conf()");
            var names = new ArrayList<String>();
            try (var rows = statement.executeQuery(
                    """
                    select indexname, indexdef from pg_indexes i where tablename in ('message', 'ruling', 'delivery_event')
                        and not exists (select from pg_constraint c where c.conname = i.indexname)
                    """)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                    indexes.add(rows.getString(2));
                }
            }
            for (String name : names) {
                statement.execute("drop index " + name);
            }
            statement.execute("alter table message drop constraint message_source_id_key");
            statement.execute("alter table delivery_event drop constraint delivery_event_pkey");
        }
        long next = crowd.load(connection, 1, MESSAGES, 1);
        say("loaded %d messages, %d rulings in %d s%n", MESSAGES, next - 1, seconds(begun));
        try (var statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '1GB'");
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute("alter table message add unique (source, id)");
            statement.execute("alter table delivery_event add primary key (ruling, state)");
            statement.execute("vacuum analyze");
            statement.execute("alter system reset all");
            statement.execute("select pg_reload_conf()");
            statement.execute("checkpoint");
        }
        say("indexed and counted after %d s%n", seconds(begun));
        return next;
    }

    private static long seconds(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }

    @FormatMethod
    private static void say(String form, Object... values) {
        System.out.printf(Locale.ROOT, form, values);
        System.out.flush();
    }

    private static void sizes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        select relname, pg_relation_size(oid) as bytes from pg_class where relkind in ('r', 'i')
                            and (relname like 'message%' or relname like 'ruling%' or relname like 'delivery_event%')
                            and pg_relation_size(oid) > 0 order by relname
                        """)) {
            while (rows.next()) {
                say(
                        "%-24s %8.1f MB %7.1f bytes a message%n",
                        rows.getString(1), rows.getLong(2) / 1e6, rows.getLong(2) / (double) MESSAGES);
            }
        }
    }

    private Map<String, Question> questions() {
        var all = new LinkedHashMap<String, Question>();
        lists(all, "everything", about -> everything());
        lists(all, "from agency", about -> parties(none(), place(about.source()), none()));
        lists(all, "from state", about -> parties(none(), state(about.source()), none()));
        lists(all, "to agency", about -> parties(none(), none(), place(recipient(about))));
        lists(all, "to state", about -> parties(none(), none(), state(recipient(about))));
        lists(all, "agency on either side", about -> parties(place(about.source()), none(), none()));
        lists(all, "state on either side", about -> parties(state(about.source()), none(), none()));
        lists(all, "pair of states", about -> parties(none(), state(about.source()), state(recipient(about))));
        lists(all, "pair of agencies", about -> parties(none(), place(about.source()), place(recipient(about))));
        lists(all, "type", about -> kinds(Optional.of(about.type()), Optional.empty(), Optional.empty()));
        lists(
                all,
                "type that never was",
                about -> kinds(Optional.of(MessageType.CONSENT), Optional.empty(), Optional.empty()));
        lists(
                all,
                "alert type",
                about -> kinds(Optional.empty(), Optional.of(any(AlertType.values())), Optional.empty()));
        lists(all, "status", about -> kinds(Optional.empty(), Optional.empty(), Optional.of(Status.EXERCISE)));
        lists(
                all,
                "status that never was",
                about -> kinds(Optional.empty(), Optional.empty(), Optional.of(Status.TEST)));
        lists(all, "outcome", about -> ruled(everything(), Optional.of(any(Outcome.values())), Optional.empty()));
        lists(all, "reason", about -> ruled(everything(), Optional.empty(), Optional.of(any(Code.values()))));
        lists(
                all,
                "refused for agency",
                about -> ruled(
                        parties(none(), none(), place(recipient(about))),
                        Optional.of(Outcome.REFUSED),
                        Optional.empty()));
        lists(
                all,
                "held of pair",
                about -> ruled(
                        parties(none(), state(about.source()), state(recipient(about))),
                        Optional.of(Outcome.HELD),
                        Optional.empty()));
        lists(
                all,
                "reason of rare agency",
                about -> ruled(
                        parties(none(), place(rarest()), none()), Optional.empty(), Optional.of(Code.RECIPIENT_FULL)));
        lists(all, "one day", about -> everything().in(day(about.acceptedAt())));
        lists(all, "one day of a pair", about -> parties(none(), state(about.source()), state(recipient(about)))
                .in(day(about.acceptedAt())));
        lists(all, "since", about -> everything()
                .in(new MessageFilter.Span(Optional.of(about.acceptedAt()), Optional.empty())));
        lists(all, "until", about -> everything()
                .in(new MessageFilter.Span(Optional.empty(), Optional.of(about.acceptedAt()))));
        lists(
                all,
                "scope of a state",
                about -> MessageFilter.within(new Scope(Set.of(about.source().state()), Set.of())));
        lists(all, "scope of an agency", about -> MessageFilter.within(new Scope(Set.of(), Set.of(rarest()))));
        lists(
                all,
                "refused in a scope",
                about -> ruled(
                        MessageFilter.within(new Scope(Set.of(about.source().state()), Set.of())),
                        Optional.of(Outcome.REFUSED),
                        Optional.empty()));
        all.put(
                "named by id",
                (handle, about) -> NamedRows.numbers(handle, about.id(), MessageFilter.within(Scope.ALL), 50));
        all.put(
                "named by key",
                (handle, about) ->
                        NamedRows.numbers(handle, key(about).toString(), MessageFilter.within(Scope.ALL), 50));
        all.put("life", (handle, about) -> LifeRows.of(handle, key(about), Scope.ALL));
        all.put(
                "facets",
                (handle, about) -> FacetRows.of(handle, SearchLimits.USUAL, MessageFilter.Span.OPEN, Scope.ALL));
        all.put(
                "facets of a day",
                (handle, about) -> FacetRows.of(handle, SearchLimits.USUAL, day(about.acceptedAt()), Scope.ALL));
        all.put(
                "facets in a scope",
                (handle, about) -> FacetRows.of(
                        handle,
                        SearchLimits.USUAL,
                        MessageFilter.Span.OPEN,
                        new Scope(Set.of(about.source().state()), Set.of())));
        return all;
    }

    private void lists(Map<String, Question> all, String name, Function<Crowd.Member, MessageFilter> filter) {
        for (MessageOrder.Column column : MessageOrder.Column.values()) {
            for (boolean descending : new boolean[] {true, false}) {
                var order = new MessageOrder(column, descending);
                all.put(name + " by " + (descending ? "-" : "") + column.code(), (handle, about) -> {
                    Optional<Position> after = random.nextBoolean() ? Optional.empty() : Optional.of(position(order));
                    MessagePage page = PostgresMessageSearch.list(
                            handle, SearchLimits.USUAL, new MessageQuery(filter.apply(about), order, after, 50));
                    assertThat(page.messages()).hasSizeLessThanOrEqualTo(50);
                });
            }
        }
    }

    private Position position(MessageOrder order) {
        Crowd.Member member = any();
        return order.column() == MessageOrder.Column.AGENCY
                ? new Position.Sent(member.source(), member.no())
                : new Position.Numbered(member.no());
    }

    private Crowd.Member any() {
        return crowd.member(1 + random.nextLong(MESSAGES));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private AgencyId rarest() {
        return crowd.agencies().get(crowd.agencies().size() - 1 - random.nextInt(10));
    }

    private static MessageKey key(Crowd.Member member) {
        return new MessageKey(member.source(), member.id());
    }

    private static AgencyId recipient(Crowd.Member member) {
        return member.rulings().get(0).recipient();
    }

    private static Optional<Place> none() {
        return Optional.empty();
    }

    private static Optional<Place> place(AgencyId agency) {
        return Place.parse(agency.toString());
    }

    private static Optional<Place> state(AgencyId agency) {
        return Place.parse(agency.state());
    }

    private static MessageFilter everything() {
        return MessageFilter.within(Scope.ALL);
    }

    private static MessageFilter parties(Optional<Place> agency, Optional<Place> from, Optional<Place> to) {
        MessageFilter all = everything();
        return new MessageFilter(
                new MessageFilter.Parties(agency, from, to), all.kinds(), all.ruled(), all.span(), all.scope());
    }

    private static MessageFilter kinds(
            Optional<MessageType> type, Optional<AlertType> alertType, Optional<Status> status) {
        MessageFilter all = everything();
        return new MessageFilter(
                all.parties(), new MessageFilter.Kinds(type, alertType, status), all.ruled(), all.span(), all.scope());
    }

    private static MessageFilter ruled(MessageFilter filter, Optional<Outcome> outcome, Optional<Code> reason) {
        return new MessageFilter(
                filter.parties(),
                filter.kinds(),
                new MessageFilter.Ruled(outcome, reason),
                filter.span(),
                filter.scope());
    }

    private static MessageFilter.Span day(Instant at) {
        return new MessageFilter.Span(Optional.of(at), Optional.of(at.plus(Duration.ofDays(1))));
    }

    private void measure(Database database, String name, Question question) {
        double[] waited = new double[TRIES];
        double[] busy = new double[TRIES];
        for (int i = 0; i < TRIES; i++) {
            int at = i;
            Crowd.Member about = any();
            database.<Void, RuntimeException>inTransaction(name, handle -> {
                long process = handle.createQuery("select pg_backend_pid()")
                        .mapTo(Long.class)
                        .one();
                double before = ServerTime.millis(process);
                long begun = System.nanoTime();
                question.ask(handle, about);
                waited[at] = (System.nanoTime() - begun) / 1e6;
                busy[at] = ServerTime.millis(process) - before;
                return null;
            });
        }
        Arrays.sort(waited);
        Arrays.sort(busy);
        int last = (int) Math.ceil(TRIES * 0.95) - 1;
        say(
                "%-46s p50 %7.1f ms  p95 %7.1f ms  max %7.1f ms  server busy p50 %6.1f ms  p95 %6.1f ms%n",
                name, waited[TRIES / 2], waited[last], waited[TRIES - 1], busy[TRIES / 2], busy[last]);
        if (waited[last] > LIMIT.toMillis()) {
            late.add(name);
        }
        keepPlans(database, name, question);
    }

    private void keepPlans(Database database, String name, Question question) {
        var plans = new Plans();
        database.<Void, RuntimeException>inTransaction(name, handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(plans);
            question.ask(handle, any());
            handle.getConfig(SqlStatements.class).setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
            return null;
        });
        plans.keep(PLANS, name);
    }

    /** What the indexes cost whoever writes: the same rows with them and without. */
    private void costs(LedgerAddress address, long ruling) throws SQLException, IOException {
        try (Connection connection = open(address)) {
            costs(connection, ruling);
        }
    }

    private static void costs(Connection connection, long ruling) throws SQLException, IOException {
        var more = new Crowd(5, MESSAGES + 2L * ROUNDS * MORE, 1_000);
        long next = write(connection, more, "with the indexes", MESSAGES + 1, ruling);
        try (var statement = connection.createStatement()) {
            for (String index : INDEXES) {
                statement.execute("drop index " + index);
            }
        }
        write(connection, more, "without them", MESSAGES + 1 + (long) ROUNDS * MORE, next);
    }

    private static long write(Connection connection, Crowd crowd, String name, long first, long ruling)
            throws SQLException, IOException {
        double[] micros = new double[ROUNDS - 1];
        try (var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        long process = number(connection, "select pg_backend_pid()");
        // The first round after a checkpoint writes whole pages into the log.
        long next = crowd.load(connection, first, first + MORE - 1, ruling);
        long log = number(connection, LOG);
        long images = number(connection, IMAGES);
        for (int i = 1; i < ROUNDS; i++) {
            long from = first + (long) i * MORE;
            double begun = ServerTime.millis(process);
            next = crowd.load(connection, from, from + MORE - 1, next);
            micros[i - 1] = (ServerTime.millis(process) - begun) * 1e3 / MORE;
        }
        Arrays.sort(micros);
        double all = (ROUNDS - 1.0) * MORE;
        say(
                "written %s: server busy %.1f us a message (median of %d rounds of %d), %.0f bytes of the log, %.3f whole pages%n",
                name,
                micros[(ROUNDS - 1) / 2],
                ROUNDS - 1,
                MORE,
                (number(connection, LOG) - log) / all,
                (number(connection, IMAGES) - images) / all);
        return next;
    }

    private static long number(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
