package org.kivuko.connector.postgres;

import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A PostgreSQL server that somebody else runs: how it is reached, and why it does not let the hub in. Stateless. */
public final class ServerElsewhere {
    private static final String CHECKED = "sslmode=verify-full";
    private static final String LOGIN = "28";
    private static final String NO_DATABASE = "3D000";
    private static final String REJECTED = "08004";
    private static final String BROKEN_OFF = "08006";

    private ServerElsewhere() {}

    /**
     * The same address with TLS, the server's name and certificate checked.
     *
     * @param url without a query
     * @param authorities PEM file of those who vouch for the server's certificate
     */
    public static String checked(String url, Path authorities) {
        return url + "?" + CHECKED + "&sslrootcert="
                + URLEncoder.encode(authorities.toAbsolutePath().toString(), StandardCharsets.UTF_8);
    }

    /** Why it lets nobody in who comes like this, in a sentence that begins with a code; empty where it does. */
    public static Optional<String> refusal(LedgerAddress address) {
        try (Connection connection = DriverManager.getConnection(address.url(), Database.properties(address))) {
            return connection.isValid(1) ? Optional.empty() : Optional.of(sentence(address, new SQLException()));
        } catch (SQLException e) {
            return Optional.of(sentence(address, e));
        }
    }

    /** Pure but for the address, of which it shows no secret. */
    static String sentence(LedgerAddress address, SQLException e) {
        String server = address.url().replaceAll("\\?.*", "");
        String state = e.getSQLState() == null ? "none" : e.getSQLState();
        boolean checked = address.url().contains(CHECKED);
        if (state.startsWith(LOGIN)) {
            return "DATABASE_REFUSES: " + server + " does not let " + address.user()
                    + " in: look at the file of its password, and at pg_hba.conf there";
        }
        if (state.equals(NO_DATABASE)) {
            return "DATABASE_MISSING: there is no database of this name at " + server
                    + ": whoever runs the server makes it";
        }
        if (caused(e, FileNotFoundException.class)) {
            return "DATABASE_AUTHORITIES: the file with those who vouch for " + server + " cannot be read";
        }
        if (checked && state.equals(REJECTED)) {
            return "DATABASE_NO_TLS: " + server + " speaks no TLS: whoever runs it switches it on";
        }
        if (checked && (tls(e) || (state.equals(BROKEN_OFF) && e.getCause() == null))) {
            return "DATABASE_CERTIFICATE: the certificate of " + server
                    + " is not vouched for by the authorities that are named, or names another host";
        }
        return "DATABASE_AWAY: " + server + " does not answer (SQLSTATE " + state
                + "): start it, or look at the address and what lies on the way";
    }

    private static boolean tls(SQLException e) {
        return caused(e, SSLException.class) || caused(e, GeneralSecurityException.class);
    }

    private static boolean caused(Throwable thrown, Class<?> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
