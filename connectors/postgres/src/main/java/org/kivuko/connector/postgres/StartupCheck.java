package org.kivuko.connector.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/** Asks the database itself whether it keeps what it confirms and keeps strangers out. The same for embedded and remote. */
public final class StartupCheck {
    private static final String NOT_AUTHENTICATED_CLASS = "28";

    private StartupCheck() {}

    /**
     * One setting under which the hub does not run.
     *
     * @param name the server's own name for it
     */
    public record UnsafeSetting(String name, String found, String expected) {
        @Override
        public String toString() {
            return "database: " + name + " must be " + expected + ", found " + found;
        }
    }

    /**
     * Every unsafe setting; empty where the hub may run.
     *
     * @throws org.kivuko.exchange.LedgerUnavailable where the database does not answer
     */
    public static List<UnsafeSetting> unsafe(LedgerAddress address) {
        var found = new ArrayList<UnsafeSetting>();
        try (Connection connection = connect(address, address.user(), address.password());
                Statement statement = connection.createStatement()) {
            for (String setting : ServerSettings.SYNCED) {
                String value = show(statement, setting);
                // Every other value of synchronous_commit syncs at least here.
                if ("off".equals(value)) {
                    found.add(new UnsafeSetting(setting, value, "on"));
                }
            }
        } catch (SQLException e) {
            throw Database.failure("check the settings", e);
        }
        for (String user : Set.copyOf(new LinkedHashSet<>(List.of(address.user(), "postgres")))) {
            if (letsIn(address, user)) {
                found.add(new UnsafeSetting(
                        "pg_hba.conf", user + " is let in without the right password", "scram-sha-256"));
            }
        }
        return List.copyOf(found);
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Tries a password that nobody has; where it is let in, none is asked for. */
    private static boolean letsIn(LedgerAddress address, String user) {
        try (Connection connection = connect(address, user, UUID.randomUUID().toString())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(NOT_AUTHENTICATED_CLASS)) {
                return false;
            }
            throw Database.failure("check the password", e);
        }
    }

    private static Connection connect(LedgerAddress address, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("ApplicationName", "kivuko start-up check");
        return DriverManager.getConnection(address.url(), properties);
    }
}
