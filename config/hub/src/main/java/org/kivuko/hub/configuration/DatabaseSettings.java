package org.kivuko.hub.configuration;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server elsewhere that keeps the ledger. Files lie below the folder of the configuration.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without a query
 * @param user the hub's own role there
 * @param passwordFile its password, in the first line
 * @param rootCertificate PEM file of those who vouch for the server; absent only where it runs on this machine
 * @param owner who makes and changes the tables; absent where the hub's own role does
 */
public record DatabaseSettings(
        String url, String user, String passwordFile, Optional<String> rootCertificate, Optional<Login> owner) {
    /** Another role of that server. */
    public record Login(String user, String passwordFile) {}

    /** The files that are secrets. */
    Stream<String> secretFiles() {
        return Stream.concat(Stream.of(passwordFile), owner.stream().map(Login::passwordFile));
    }
}
