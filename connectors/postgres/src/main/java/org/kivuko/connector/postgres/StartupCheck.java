package org.kivuko.connector.postgres;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;

/** Asks the database itself whether it keeps what it confirms and keeps strangers out. The same for embedded and remote. */
public final class StartupCheck {
    private static final String NOT_AUTHENTICATED_CLASS = "28";
    private static final String NEVER = "-1";

    /** Asked of the server by its own names. */
    private static final List<String> SETTINGS = List.of(
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "zero_damaged_pages",
            "ignore_checksum_failure",
            "default_transaction_read_only",
            "session_replication_role",
            "server_encoding",
            "password_encryption",
            "debug_print_plan",
            "debug_print_parse",
            "debug_print_rewritten",
            "log_parameter_max_length_on_error");

    private static final Set<String> QUIET_STATEMENTS = Set.of("none", "ddl");
    private static final String CHECKED_NAME = "sslmode=verify-full";

    private StartupCheck() {}

    /** All rules about a database. */
    public static List<SafetyRule> rules() {
        return DatabaseRules.ALL;
    }

    /**
     * Every unsafe setting; empty where the hub may run.
     *
     * @throws org.kivuko.exchange.LedgerUnavailable where the database does not answer
     */
    public static List<SafetyFault> unsafe(LedgerAddress address) {
        return SafetyRule.faults(rules(), facts(address));
    }

    /**
     * What the database says of itself, and what it lets one do.
     *
     * @throws org.kivuko.exchange.LedgerUnavailable where it does not answer
     */
    public static SafetyFacts facts(LedgerAddress address) {
        var facts = new SafetyFacts.Collector();
        try (Connection connection = connect(address, address.user(), address.password());
                Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                facts.add(setting, show(statement, setting));
            }
            facts.add(
                    DatabaseRules.RECOVERY,
                    one(statement, "select pg_is_in_recovery()").equals("t") ? "on" : "off");
            facts.add(DatabaseRules.VALUES_LOGGED, logged(statement));
        } catch (SQLException e) {
            throw Database.failure("check the settings", e);
        }
        facts.add(DatabaseRules.TRANSPORT, transport(address.url()));
        facts.add(DatabaseRules.OWN_DOOR, letsIn(address, address.user()));
        facts.add(DatabaseRules.ADMINISTRATORS_DOOR, letsIn(address, "postgres"));
        return facts.facts();
    }

    /** By which settings the server would write values; a statement is logged without them where their length is 0. */
    private static String logged(Statement statement) throws SQLException {
        if (show(statement, "log_parameter_max_length").equals("0")) {
            return "none";
        }
        var by = new ArrayList<String>();
        if (!QUIET_STATEMENTS.contains(show(statement, "log_statement"))) {
            by.add("log_statement=" + show(statement, "log_statement"));
        }
        for (String duration : List.of("log_min_duration_statement", "log_min_duration_sample")) {
            if (!show(statement, duration).equals(NEVER)) {
                by.add(duration + "=" + show(statement, duration));
            }
        }
        return by.isEmpty() ? "none" : String.join(", ", by);
    }

    /** Pure: by the address alone. */
    static String transport(String url) {
        URI server = URI.create(url.substring("jdbc:".length()));
        String host = String.valueOf(server.getHost());
        boolean here = host.matches("localhost|\\[::1]|127(\\.[0-9]{1,3}){3}");
        String query = String.valueOf(server.getQuery());
        boolean named = List.of(query.split("&", -1)).contains(CHECKED_NAME);
        return here || named ? DatabaseRules.KEPT : "to " + host;
    }

    private static String show(Statement statement, String setting) throws SQLException {
        return one(statement, "show " + setting);
    }

    private static String one(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Tries a password that nobody has; where it is let in, none is asked for. */
    private static String letsIn(LedgerAddress address, String user) {
        try (Connection connection = connect(address, user, UUID.randomUUID().toString())) {
            return connection.isValid(1) ? user + " is let in without the right password" : "asked";
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(NOT_AUTHENTICATED_CLASS)) {
                return "asked";
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
