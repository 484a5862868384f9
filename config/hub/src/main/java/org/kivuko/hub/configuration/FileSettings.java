package org.kivuko.hub.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * The door at which agencies post and fetch with files.
 *
 * @param folder in which each agency has its own; absolute
 * @param every how long to rest between two looks, at most an hour
 * @param agencies who has a folder there
 */
public record FileSettings(Path folder, Duration every, Set<AgencyId> agencies) {
    static final Duration DEFAULT_EVERY = Duration.ofSeconds(2);

    public FileSettings {
        agencies = Set.copyOf(agencies);
    }
}
