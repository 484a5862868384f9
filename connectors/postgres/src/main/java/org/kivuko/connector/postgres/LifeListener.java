package org.kivuko.connector.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.limit.StandsStill;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls somebody as soon as something was appended to the {@link LifeBook}, by this hub or another, and at least once a
 * second, since a notice can be lost with its connection. Calls come one after the other, on a thread of its own.
 */
public final class LifeListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifeListener.class);
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(1);
    private static final int CONNECT_SECONDS = 2;

    private final LedgerAddress address;
    private final Runnable changed;
    private final Thread thread;
    private volatile boolean stopped;

    /** Listens until it is closed. */
    public LifeListener(LedgerAddress address, Runnable changed) {
        this.address = address;
        this.changed = changed;
        thread = new Thread(this::run, "life-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!stopped) {
            try (Connection connection = connect()) {
                listen(connection);
            } catch (SQLException e) {
                LOG.debug("no connection to listen on", e);
                call();
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + LifeBook.CHANNEL);
        }
        var server = connection.unwrap(PGConnection.class);
        while (!stopped) {
            call();
            server.getNotifications((int) AT_LEAST_EVERY.toMillis());
        }
    }

    private Connection connect() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setURL(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setGssEncMode("disable");
        source.setLogServerErrorDetail(false);
        source.setApplicationName("kivuko-life");
        return source.getConnection();
    }

    /** Whatever one call meets, the next one is made. */
    private void call() {
        try {
            changed.run();
        } catch (StandsStill later) {
            LOG.debug("changes of the rules are not followed", later);
        } catch (RuntimeException e) {
            LOG.error(
                    "a change of the rules could not be followed: {}",
                    e.getClass().getName());
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AT_LEAST_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(2 * AT_LEAST_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
