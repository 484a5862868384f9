package org.kivuko.hub.command;

import java.nio.file.Path;
import org.kivuko.hub.configuration.Configuration;
import picocli.CommandLine.Option;

/** What every command that reads the configuration needs to know. */
final class ConfigurationOptions {
    @Option(
            names = "--config",
            defaultValue = "config",
            paramLabel = "DIR",
            description = "the folder with states/ and agreements/ (${DEFAULT-VALUE})")
    Path folder;

    @Option(names = "--json", description = "prints JSON")
    boolean json;

    Configuration load() {
        return Configuration.load(folder);
    }
}
