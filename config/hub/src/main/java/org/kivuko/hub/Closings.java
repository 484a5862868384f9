package org.kivuko.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to end with a hub. Not thread-safe: added to by whoever starts the hub. */
final class Closings {
    private static final Logger LOG = LoggerFactory.getLogger(Closings.class);

    private final Deque<Closing> parts = new ArrayDeque<>();

    /** Something to be stopped, and what to call it should it fail. */
    private record Closing(String name, AutoCloseable part) {}

    void add(String name, AutoCloseable part) {
        parts.push(new Closing(name, part));
    }

    /** Stops everything, newest first; a part that fails to stop does not keep others running. */
    void close() {
        while (!parts.isEmpty()) {
            Closing closing = parts.pop();
            try {
                closing.part().close();
            } catch (Exception e) {
                LOG.warn(
                        "{} did not stop cleanly: {}",
                        closing.name(),
                        e.getClass().getName());
            }
        }
    }
}
