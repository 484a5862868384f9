package org.kivuko.connector.http;

import java.util.List;

/** Paths of URLs. */
final class Paths {
    private Paths() {}

    /** The segments; a slash at the end leaves an empty one, since {@code /console} and {@code /console/} differ. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
