package org.kivuko.hub.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a hub keeps what it has. */
final class DataOption {
    @Option(
            names = "--data",
            defaultValue = ".data",
            paramLabel = "DIR",
            description = "the data folder (${DEFAULT-VALUE})")
    Path folder;
}
