package org.kivuko.hub.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.kivuko.hub.client.HubClient;
import picocli.CommandLine.Option;

/** What every command needs to know that speaks to a running hub as its operator. */
final class OperatorOptions {
    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "where the hub is (${DEFAULT-VALUE})")
    URI url;

    @Option(
            names = "--data",
            defaultValue = ".data",
            paramLabel = "DIR",
            description = "the hub's data folder, for the operator's key (${DEFAULT-VALUE})")
    Path data;

    HubClient client() throws IOException {
        return ClientOptions.client(url, data, "operator");
    }
}
