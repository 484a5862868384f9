package org.kivuko.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.ServerElsewhere;
import org.kivuko.hub.configuration.DatabaseSettings;

/**
 * The server that keeps a hub's ledger: one of its own, which ends with it, or one elsewhere.
 *
 * @param address as the hub goes in
 * @param owner as who makes and changes the tables goes in; the same where that is the hub
 * @param own the server where it is the hub's own
 */
public record HubDatabase(LedgerAddress address, LedgerAddress owner, Optional<EmbeddedDatabase> own)
        implements AutoCloseable {
    static HubDatabase own(EmbeddedDatabase server) {
        return new HubDatabase(server.address(), server.address(), Optional.of(server));
    }

    /**
     * One elsewhere; it is not asked yet.
     *
     * @param folder of the configuration, below which the files lie
     * @throws StartRefused where a password cannot be read
     */
    public static HubDatabase elsewhere(DatabaseSettings settings, Path folder) {
        String url = settings.rootCertificate()
                .map(file -> ServerElsewhere.checked(settings.url(), folder.resolve(file)))
                .orElse(settings.url());
        var hub = new LedgerAddress(url, settings.user(), password(folder.resolve(settings.passwordFile())));
        LedgerAddress owner = settings.owner()
                .map(login -> new LedgerAddress(url, login.user(), password(folder.resolve(login.passwordFile()))))
                .orElse(hub);
        return new HubDatabase(hub, owner, Optional.empty());
    }

    private static String password(Path file) {
        try {
            return SecretFile.read(file);
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new StartRefused(
                    "DATABASE_PASSWORD: the password of the database cannot be read: expected it in the first line of "
                            + file,
                    e);
        }
    }

    /** @throws StartRefused with every reason why the server does not let the hub or the owner in */
    void requireReached() {
        if (own.isPresent()) {
            return;
        }
        var refusals = Stream.of(address, owner)
                .distinct()
                .flatMap(each -> ServerElsewhere.refusal(each).stream())
                .toList();
        if (!refusals.isEmpty()) {
            throw new StartRefused(String.join("\n", refusals));
        }
    }

    @Override
    public void close() throws IOException {
        if (own.isPresent()) {
            own.get().close();
        }
    }
}
