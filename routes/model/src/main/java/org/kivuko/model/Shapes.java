package org.kivuko.model;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Polygons and circles as CAP 1.2 writes them (info.area): latitude before longitude in degrees, WGS 84. Whitespace of
 * any length may stand between points and around them.
 */
final class Shapes {
    private static final String NUMBER = "[+-]?[0-9]{1,6}(?:\\.[0-9]{0,20})?";
    private static final Pattern POINT = Pattern.compile(NUMBER + "," + NUMBER);
    private static final Pattern RADIUS = Pattern.compile("\\+?[0-9]{1,6}(?:\\.[0-9]{0,20})?");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");
    private static final int FEWEST_POINTS = 4;

    private Shapes() {}

    /** Why this is no polygon: at least four points, the last equal to the first, no side crossing another. */
    static Optional<String> faultOfPolygon(String text) {
        String[] points = words(text);
        if (points.length < FEWEST_POINTS) {
            return Optional.of("expected at least " + FEWEST_POINTS + " points");
        }
        double[] latitudes = new double[points.length];
        double[] longitudes = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            if (!readPoint(points[i], i, latitudes, longitudes)) {
                return Optional.of(
                        "expected points as latitude,longitude in degrees; the one at place " + (i + 1) + " is none");
            }
        }
        int last = points.length - 1;
        if (latitudes[0] != latitudes[last] || longitudes[0] != longitudes[last]) {
            return Optional.of("expected the last point to equal the first");
        }
        return new Ring(latitudes, longitudes).fault();
    }

    /** Why this is no circle: {@code latitude,longitude radius}, the radius in kilometres. */
    static Optional<String> faultOfCircle(String text) {
        String[] parts = words(text);
        boolean fine = parts.length == 2
                && readPoint(parts[0], 0, new double[1], new double[1])
                && RADIUS.matcher(parts[1]).matches();
        return fine ? Optional.empty() : Optional.of("expected latitude,longitude, a space and a radius in kilometres");
    }

    private static String[] words(String text) {
        return SPACE.splitAsStream(text).filter(Predicate.not(String::isEmpty)).toArray(String[]::new);
    }

    private static boolean readPoint(String text, int index, double[] latitudes, double[] longitudes) {
        if (!POINT.matcher(text).matches()) {
            return false;
        }
        int comma = text.indexOf(',');
        latitudes[index] = Double.parseDouble(text.substring(0, comma));
        longitudes[index] = Double.parseDouble(text.substring(comma + 1));
        return Math.abs(latitudes[index]) <= 90 && Math.abs(longitudes[index]) <= 180;
    }
}
