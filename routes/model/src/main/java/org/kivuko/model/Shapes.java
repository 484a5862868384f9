package org.kivuko.model;

import java.util.Optional;

/** Polygons and circles as CAP 1.2 writes them (info.area): latitude before longitude, WGS 84 degrees. */
final class Shapes {
    private Shapes() {}

    static Optional<String> faultOfPolygon(String text) {
        return Optional.empty();
    }

    static Optional<String> faultOfCircle(String text) {
        return Optional.empty();
    }
}
