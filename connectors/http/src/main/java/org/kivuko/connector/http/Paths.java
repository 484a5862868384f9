package org.kivuko.connector.http;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Paths of URLs. */
final class Paths {
    private Paths() {}

    /** The segments; a slash at the end leaves an empty one, since {@code /console} and {@code /console/} differ. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** An id in a place of a path or of a body; empty where it is none. */
    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
