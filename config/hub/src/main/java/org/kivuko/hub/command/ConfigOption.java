package org.kivuko.hub.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the configuration of a hub stands. */
final class ConfigOption {
    @Option(
            names = "--config",
            defaultValue = "config",
            paramLabel = "DIR",
            description = "the configuration folder (${DEFAULT-VALUE})")
    Path folder;
}
