package org.kivuko.hub.command;

import java.util.Optional;
import java.util.stream.Collectors;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.BrokerDoors;
import org.kivuko.hub.configuration.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that {@code serve} and {@code demo} share. */
final class HubFolders {
    @Mixin
    ConfigOption config;

    @Option(
            names = "--http",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "of the HTTP door (${DEFAULT-VALUE})")
    int http;

    @Option(
            names = "--amqp",
            defaultValue = "5672",
            paramLabel = "PORT",
            description = "of the AMQP door (${DEFAULT-VALUE})")
    int amqp;

    @Option(
            names = "--stomp",
            paramLabel = "PORT",
            description = "opens the STOMP door (closed unless hub.yaml opens it)")
    Integer stomp;

    @Option(
            names = "--mqtt",
            paramLabel = "PORT",
            description = "opens the MQTT door (closed unless hub.yaml opens it)")
    Integer mqtt;

    BrokerDoors doors() {
        return new BrokerDoors(Optional.ofNullable(stomp), Optional.ofNullable(mqtt));
    }

    /** Reads the configuration, or refuses with every problem in it. */
    Configuration.Loaded load() {
        Configuration read = Configuration.load(config.folder);
        if (read instanceof Configuration.Loaded loaded) {
            return loaded;
        }
        String problems = ((Configuration.Refused) read)
                .problems().stream()
                        .map(problem -> problem + "; " + problem.remedy())
                        .collect(Collectors.joining("\n"));
        throw new StartRefused("the configuration in " + config.folder + " cannot be used:\n" + problems);
    }
}
