package org.kivuko.hub.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.kivuko.hub.KeyFiles;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.client.HubClient;
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
        Path file = data.resolve("keys").resolve(agency + ".key");
        String key = new KeyFiles(data.resolve("keys"))
                .read(agency)
                .orElseThrow(() -> new StartRefused("there is no key at " + file
                        + "; name the hub's folder with --data, or make a key with ./kivuko keys new " + agency));
        return new HubClient(url, key);
    }
}
