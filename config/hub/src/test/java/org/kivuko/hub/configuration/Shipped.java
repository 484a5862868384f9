package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** The configuration that comes with the project. */
final class Shipped {
    /** The folder {@code config}, seen from this module. */
    static final Path FOLDER = Path.of("..");

    private static final class Once {
        static final Configuration CONFIGURATION = Configuration.load(FOLDER);
    }

    private Shipped() {}

    static Configuration.Loaded loaded() {
        assertThat(problems()).isEmpty();
        return (Configuration.Loaded) Once.CONFIGURATION;
    }

    private static List<Problem> problems() {
        return Once.CONFIGURATION instanceof Configuration.Refused refused ? refused.problems() : List.of();
    }
}
