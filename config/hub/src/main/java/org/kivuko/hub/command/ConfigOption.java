package org.kivuko.hub.command;

import java.nio.file.Path;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.Configuration;
import picocli.CommandLine.Option;

/** Where the configuration of a hub stands. */
final class ConfigOption {
    @Option(
            names = "--config",
            defaultValue = "config",
            paramLabel = "DIR",
            description = "the configuration folder (${DEFAULT-VALUE})")
    Path folder;

    /**
     * Reads it.
     *
     * @throws StartRefused where it has faults
     */
    Configuration.Loaded loaded() {
        return loaded(folder);
    }

    static Configuration.Loaded loaded(Path folder) {
        if (Configuration.load(folder) instanceof Configuration.Loaded loaded) {
            return loaded;
        }
        throw new StartRefused("the configuration in " + folder
                + " has faults; ./kivuko agreements check names them: mend them first");
    }
}
