package org.kivuko.hub.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.kivuko.hub.KeyFiles;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.tls.ClientTrust;
import org.kivuko.hub.tls.TlsFault;
import picocli.CommandLine.Option;

/** What every command that speaks to a running hub needs to know. */
final class ClientOptions {
    @Option(
            names = "--as",
            required = true,
            paramLabel = "AGENCY",
            description = "the agency to speak as, for example KEN.DIS")
    String agency;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            description = "where the hub is (${DEFAULT-VALUE})")
    URI url;

    @Option(
            names = "--data",
            defaultValue = ".data",
            paramLabel = "DIR",
            description = "the hub's data folder, for the agency's key (${DEFAULT-VALUE})")
    Path data;

    HubClient client() throws IOException {
        return client(url, data, agency);
    }

    /**
     * Speaks to a hub.
     *
     * @param data its data folder, in which the key lies
     * @param caller an agency's code, or {@code operator}
     * @throws StartRefused where there is no key of that caller
     */
    static HubClient client(URI url, Path data, String caller) throws IOException {
        Path keys = data.resolve("keys");
        return withKey(
                url,
                new KeyFiles(keys)
                        .read(caller)
                        .orElseThrow(() -> new StartRefused("there is no key at " + keys.resolve(caller + ".key")
                                + "; name the hub's folder with --data, or make a key with ./kivuko keys new "
                                + caller)));
    }

    /** Speaks to a hub with a key that lies nowhere. */
    static HubClient withKey(URI url, String key) {
        return new HubClient(url, key, trusted());
    }

    /** Where the environment names who vouches for the hub, nobody else does. */
    static Optional<SSLContext> trusted() {
        String file = System.getenv("KIVUKO_CA");
        try {
            return file == null || file.isEmpty() ? Optional.empty() : Optional.of(ClientTrust.in(Path.of(file)));
        } catch (TlsFault fault) {
            throw new StartRefused("KIVUKO_CA: " + fault.getMessage(), fault);
        }
    }
}
