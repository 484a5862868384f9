package org.kivuko.hub.configuration;

import java.nio.file.Path;
import java.util.List;
import org.kivuko.agreement.Agreement;
import org.kivuko.model.Directory;

/**
 * What the configuration folder says, or everything that is wrong with it. Read are {@code states/*.yaml},
 * {@code agreements/*.yaml}, {@code agreements/examples/*.json} and {@code deploy/hub.yaml}, nothing else. Immutable,
 * thread-safe.
 */
public sealed interface Configuration {
    /** Reads a configuration folder. */
    static Configuration load(Path folder) {
        return new Loading(folder).load();
    }

    /**
     * A configuration without a fault.
     *
     * @param agreements in the order of their ids
     * @param notices what is allowed and yet worth a look: agencies and posts that no rule names
     * @param examples how many examples of the agreements were judged, each as expected
     */
    record Loaded(
            Directory directory, List<Agreement> agreements, HubSettings settings, List<Problem> notices, int examples)
            implements Configuration {
        public Loaded {
            agreements = List.copyOf(agreements);
            notices = notices.stream().sorted().toList();
        }
    }

    /** At least one problem; sorted by file and line. */
    record Refused(List<Problem> problems) implements Configuration {
        public Refused {
            problems = problems.stream().sorted().toList();
        }
    }
}
