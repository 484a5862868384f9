package org.kivuko.hub.command;

import java.nio.file.Path;
import org.kivuko.hub.configuration.Configuration;
import picocli.CommandLine.Model.CommandSpec;
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

    /** Tells where the faults are named. Exit code 1. */
    int refuse(CommandSpec spec) {
        var err = spec.commandLine().getErr();
        err.println("the configuration has faults; ./kivuko agreements check --config " + folder + " names them");
        err.flush();
        return 1;
    }
}
