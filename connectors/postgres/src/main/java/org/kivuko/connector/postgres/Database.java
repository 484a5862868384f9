package org.kivuko.connector.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.exchange.LedgerUnavailable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the ledger and the one place where failures of SQL get their meaning. No call waits longer than
 * {@link #PATIENCE} for a connection, a lock or an answer each. Thread-safe.
 */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(2);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 16;
    /** Beside the pool: checks, whoever listens, and those that PostgreSQL keeps for its administrators. */
    static final int LEAST_OF_A_SERVER = 2 * CONNECTIONS;

    /**
     * What the hub asks while messages pass it asks by key. A plan that was made while a table was small reads it whole, and
     * goes on doing so once it is large: so no plan may where an index serves, whatever the statistics say, and one plan is
     * as good for all values. Compiling a plan costs more than any of these takes.
     */
    private static final Map<String, String> PLANS = Map.of(
            "enable_seqscan", "off",
            "enable_hashjoin", "off",
            "enable_mergejoin", "off",
            "plan_cache_mode", "force_generic_plan",
            "jit", "off");

    private static final List<String> RIGHTS = List.of(
            "usage on schema public",
            "select, insert, update, delete on all tables in schema public",
            "usage, select, update on all sequences in schema public",
            "execute on all functions in schema public");

    /** For the rest of a transaction: plans as the server makes them by itself. */
    static final String PLANS_BY_STATISTICS = "set local enable_seqscan = on; set local enable_hashjoin = on;"
            + " set local enable_mergejoin = on; set local plan_cache_mode = auto";

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    Database(LedgerAddress address) {
        pool = new HikariDataSource(pool(address));
        jdbi = Jdbi.create(pool);
    }

    /** Shows each statement to somebody, for tests of plans. */
    void show(SqlLogger logger) {
        jdbi.setSqlLogger(logger);
    }

    private static HikariConfig pool(LedgerAddress address) {
        var config = new HikariConfig();
        config.setPoolName("ledger");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setDataSourceProperties(driverProperties());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(PATIENCE.minusSeconds(2).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        // The database may come up later than the hub; the first call says so then.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /**
     * What the hub asks of each of its sessions, in the units of {@code pg_settings}. The server ends a wait for a lock, and a
     * transaction that a frozen hub left open: its locks must not hold up the hub that took over.
     */
    static Map<String, String> session() {
        var session = new TreeMap<>(PLANS);
        session.put("lock_timeout", Long.toString(PATIENCE.minusMillis(500).toMillis()));
        session.put(
                "idle_in_transaction_session_timeout",
                Long.toString(Duration.ofSeconds(8).toMillis()));
        session.put("client_min_messages", "warning");
        return session;
    }

    /** The driver's own limit is for a server that froze or vanished. */
    private static Properties driverProperties() {
        var properties = new Properties();
        properties.setProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(PATIENCE.toSeconds()));
        properties.setProperty(
                "options",
                session().entrySet().stream()
                        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" ")));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("ApplicationName", "kivuko");
        properties.setProperty("reWriteBatchedInserts", "true");
        // The detail of an error quotes the values of the row.
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }

    /** Of a session like those of the pool. */
    static Properties properties(LedgerAddress address) {
        Properties properties = driverProperties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        return properties;
    }

    /** Brings the schema up to date, over a connection of its own without limits: a migration may take long. */
    static void migrate(LedgerAddress address) {
        try {
            Flyway.configure()
                    .dataSource(source(address))
                    .locations("classpath:org/kivuko/connector/postgres/migrations")
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failure("migrate", e);
        }
    }

    private static PGSimpleDataSource source(LedgerAddress address) {
        var source = new PGSimpleDataSource();
        source.setURL(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setConnectTimeout((int) CONNECT.toSeconds());
        source.setLogServerErrorDetail(false);
        return source;
    }

    /** Lets somebody who owns none of the tables read and write them, and nothing else; again after each migration. */
    static void grant(LedgerAddress owner, String user) {
        try (Connection connection = source(owner).getConnection();
                Statement statement = connection.createStatement()) {
            String to = " to " + statement.enquoteIdentifier(user, true);
            for (String rights : RIGHTS) {
                statement.execute("grant " + rights + to);
            }
        } catch (SQLException e) {
            throw failure("give the hub its rights", e);
        }
    }

    /** Runs {@code work} in one transaction, synced to disk when this returns. */
    <T, X extends Exception> T inTransaction(String what, HandleCallback<T, X> work) throws X {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException e) {
            throw failure(what, e);
        }
    }

    /** Runs {@code work}, which is one statement: that is a transaction by itself, and needs no word to end it. */
    <T, X extends Exception> T inOneStatement(String what, HandleCallback<T, X> work) throws X {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException e) {
            throw failure(what, e);
        }
    }

    /** The same as {@link #inTransaction}, of what reads whole tables and is best planned by what stands in them. */
    <T, X extends Exception> T throughAll(String what, HandleCallback<T, X> work) throws X {
        return inTransaction(what, handle -> {
            handle.execute(PLANS_BY_STATISTICS);
            return work.withHandle(handle);
        });
    }

    /**
     * The same as {@link #throughAll}, of what may take a minute because there is a million of it, and nobody waits behind it: the
     * driver is patient for so long.
     */
    <T, X extends Exception> T withoutHaste(String what, HandleCallback<T, X> work) throws X {
        return throughAll(what, handle -> {
            int usual = patience(handle.getConnection(), (int) LONG_PATIENCE.toMillis());
            try {
                return work.withHandle(handle);
            } finally {
                patience(handle.getConnection(), usual);
            }
        });
    }

    /** Sets how many milliseconds the driver waits for an answer, and gives what it waited for before. */
    private static int patience(Connection connection, int millis) {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, millis);
            return before;
        } catch (SQLException e) {
            throw failure("set its patience", e);
        }
    }

    /** Whether the database answers now. */
    boolean answers() {
        try {
            return inOneStatement("ask", handle -> handle.createQuery("select 1")
                            .mapTo(Integer.class)
                            .one())
                    == 1;
        } catch (LedgerUnavailable e) {
            LOG.debug("the ledger does not answer", e);
            return false;
        }
    }

    /** What a failed call means; the original is left out where its text could quote values. */
    static RuntimeException failure(String what, Throwable thrown) {
        SQLException sql = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                sql = found;
            }
        }
        if (sql == null) {
            return new LedgerFault(
                    "ledger: " + what + " failed with " + thrown.getClass().getSimpleName());
        }
        String state = sql.getSQLState() == null ? "none" : sql.getSQLState();
        if (SqlStates.passing(sql)) {
            return new LedgerUnavailable("ledger: " + what + " not possible now, SQLSTATE " + state, sql);
        }
        return new LedgerFault(
                "ledger: " + what + " refused by the database, SQLSTATE " + state + SqlStates.place(sql));
    }

    @Override
    public void close() {
        pool.close();
    }
}
