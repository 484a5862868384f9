package org.kivuko.hub;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long each phase of a start takes, for the log at DEBUG. Not thread-safe. */
final class StartPhases {
    private static final Logger LOG = LoggerFactory.getLogger(StartPhases.class);

    private long last = System.nanoTime();

    /** A phase has ended. */
    void ended(String phase) {
        long now = System.nanoTime();
        LOG.debug("start: {} took {} ms", phase, Duration.ofNanos(now - last).toMillis());
        last = now;
    }
}
