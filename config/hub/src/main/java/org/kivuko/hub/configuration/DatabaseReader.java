package org.kivuko.hub.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code deploy/hub.yaml} says about a database elsewhere. */
final class DatabaseReader {
    static final String KEY = "database";

    private static final Shape DATABASE =
            Shape.needs("url", "user", "passwordFile").may("rootCertificate", "owner");
    private static final Shape OWNER = Shape.needs("user", "passwordFile");

    /** No query: whatever the hub asks of the connection it says itself. */
    private static final Pattern URL = Pattern.compile(
            "jdbc:postgresql://([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:]{2,39}])(?::[0-9]{1,5})?"
                    + "/[A-Za-z0-9_][A-Za-z0-9_-]{0,62}");

    private static final Pattern OWN_MACHINE = Pattern.compile("localhost|\\[::1]|127(?:\\.[0-9]{1,3}){3}");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

    private DatabaseReader() {}

    static Optional<DatabaseSettings> read(Value place) {
        var keys = place.mapping(DATABASE);
        Optional<String> url = keys.get(
                "url",
                value -> value.text(URL, "an address without a query, like jdbc:postgresql://db.example:5432/kivuko"));
        Optional<String> user = keys.get("user", DatabaseReader::role);
        Optional<String> password = keys.get("passwordFile", WatchReader::file);
        Optional<String> authorities = keys.get("rootCertificate", WatchReader::file);
        Optional<DatabaseSettings.Login> owner = keys.get("owner", value -> owner(value, user));
        if (url.isPresent() && !keys.has("rootCertificate") && !isHere(url.get())) {
            keys.wrong(
                    "url",
                    "the password and what is recorded would go over the network in the clear, or to whoever answers",
                    "name the file of those who vouch for the server: rootCertificate: deploy/tls/database-ca.pem");
            return Optional.empty();
        }
        return url.isEmpty() || user.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(new DatabaseSettings(url.get(), user.get(), password.get(), authorities, owner));
    }

    private static Optional<DatabaseSettings.Login> owner(Value place, Optional<String> hub) {
        var keys = place.mapping(OWNER);
        Optional<String> user = keys.get("user", DatabaseReader::role);
        Optional<String> password = keys.get("passwordFile", WatchReader::file);
        if (user.isPresent() && user.equals(hub)) {
            keys.wrong("user", "the owner of the tables is the hub itself", "name another role, or leave 'owner' out");
            return Optional.empty();
        }
        return user.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(new DatabaseSettings.Login(user.get(), password.get()));
    }

    private static Optional<String> role(Value place) {
        return place.text(ROLE, "the name of a role of that server");
    }

    private static boolean isHere(String url) {
        Matcher host = URL.matcher(url);
        return host.matches() && OWN_MACHINE.matcher(host.group(1)).matches();
    }

    /**
     * Looks into a configuration folder for this alone, before the rest of it is read.
     *
     * @return empty where the ledger is the hub's own
     * @throws IllegalArgumentException where something is said of a database that cannot be used
     */
    static Optional<DatabaseSettings> of(Path folder) {
        Path file = folder.resolve("deploy").resolve("hub.yaml");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ConfigurationFiles.read(file, new Report(file.toString()))
                .flatMap(value -> value.find(KEY))
                .map(value -> read(value)
                        .orElseThrow(() -> new IllegalArgumentException("what " + file + " says under '" + KEY
                                + "' cannot be used, and no database of the hub's own is started in its place")));
    }
}
