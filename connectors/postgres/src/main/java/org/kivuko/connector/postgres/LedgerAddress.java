package org.kivuko.connector.postgres;

/**
 * Where the ledger's database is and who the hub is there.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}, without secrets in it
 */
public record LedgerAddress(String url, String user, String password) {
    /** Shows no password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
