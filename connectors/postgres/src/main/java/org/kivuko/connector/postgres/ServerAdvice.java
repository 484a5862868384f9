package org.kivuko.connector.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Asks the database whether it runs as the hub needs it to be fast and to get over a frozen hub. The embedded server is started
 * like that; whoever brings a server of their own may have forgotten something. Nothing here keeps a hub from starting: what
 * would lose something is {@link StartupCheck}'s. Stateless.
 */
public final class ServerAdvice {
    /** Under which operators find it; it keeps its meaning for ever. */
    public static final String CODE = "DATABASE_SETTING";

    private static final List<Wanted> WANTED = List.of(
            new Wanted("autovacuum", "on", "the server neither counts its tables nor cleans them", "on"::equals),
            new Wanted("track_counts", "on", "the server does not notice that tables grow", "on"::equals),
            new Wanted(
                    "autovacuum_naptime",
                    "1s",
                    "the server counts tables too late: while they grow, messages take many times longer",
                    seconds -> Integer.parseInt(seconds) <= 1),
            new Wanted(
                    "max_connections",
                    Database.LEAST_OF_A_SERVER + " or more for each hub",
                    "a hub waits for its own connections",
                    number -> Integer.parseInt(number) >= Database.LEAST_OF_A_SERVER));

    private static final String SETTINGS =
            "select name, setting, current_setting(name) from pg_settings where name = any(?)";

    private ServerAdvice() {}

    /** @param good of the value in the unit of {@code pg_settings} */
    private record Wanted(String name, String expected, String otherwise, Predicate<String> good) {}

    /**
     * One setting that had better be another one.
     *
     * @param name the server's own name for it
     * @param otherwise what comes of it, in words of an operator
     */
    public record Advice(String name, String found, String expected, String otherwise) {
        @Override
        public String toString() {
            return CODE + ": " + name + " should be " + expected + ", found " + found + ": " + otherwise;
        }
    }

    /**
     * All that had better be otherwise, of the server first; empty where it runs as it should.
     *
     * @throws org.kivuko.exchange.LedgerUnavailable where the database does not answer
     */
    public static List<Advice> of(LedgerAddress address) {
        Map<String, String> session = Database.session();
        var names = new ArrayList<String>(session.keySet());
        WANTED.forEach(wanted -> names.add(wanted.name()));
        Map<String, Found> found = found(address, names);
        var advice = new ArrayList<Advice>();
        for (Wanted wanted : WANTED) {
            Found it = found.get(wanted.name());
            if (it != null && !wanted.good().test(it.setting())) {
                advice.add(new Advice(wanted.name(), it.shown(), wanted.expected(), wanted.otherwise()));
            }
        }
        session.forEach((name, asked) -> {
            Found it = found.get(name);
            if (it != null && !it.setting().equals(asked)) {
                advice.add(new Advice(
                        name, it.shown(), asked, "what the hub asks of its sessions does not reach the server"));
            }
        });
        return List.copyOf(advice);
    }

    /**
     * What the server says of a setting.
     *
     * @param setting in its own unit
     * @param shown for readers
     */
    private record Found(String setting, String shown) {}

    /** In a session like those of the hub; what this server does not know is absent. */
    private static Map<String, Found> found(LedgerAddress address, List<String> names) {
        var found = new LinkedHashMap<String, Found>();
        try (Connection connection = DriverManager.getConnection(address.url(), Database.properties(address));
                PreparedStatement question = connection.prepareStatement(SETTINGS)) {
            question.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = question.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), new Found(row.getString(2), row.getString(3)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw Database.failure("look at the settings", e);
        }
    }
}
