package org.kivuko.model.cap;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** CAP 1.2, area.polygon and area.circle: degrees of WGS 84, latitude first. */
final class CapShapes {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,6}(\\.\\d{0,20})?");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");

    /** Below this, in square degrees, three points lie on one line: what rounding leaves of a touch. */
    private static final double FLAT = 1e-12;

    /**
     * Comparisons per line of an outline. Coasts of 50,000 points need some tens; an outline made to need more is refused,
     * so that the work stays in proportion to the size.
     */
    private static final int COMPARISONS_PER_LINE = 500;

    private record Point(double latitude, double longitude) {}

    private CapShapes() {}

    static boolean isCircle(String text) {
        var parts = SPACE.splitAsStream(text.strip()).toList();
        return parts.size() == 2
                && point(parts.get(0)).isPresent()
                && NUMBER.matcher(parts.get(1)).matches()
                && Double.parseDouble(parts.get(1)) >= 0;
    }

    static boolean isPolygon(String text) {
        var points = SPACE.splitAsStream(text.strip()).map(CapShapes::point).toList();
        if (points.size() < 4 || points.stream().anyMatch(Optional::isEmpty)) {
            return false;
        }
        var outline = points.stream().flatMap(Optional::stream).toArray(Point[]::new);
        return outline[0].equals(outline[outline.length - 1]) && isSimple(outline);
    }

    private static Optional<Point> point(String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        String latitude = text.substring(0, comma);
        String longitude = text.substring(comma + 1);
        if (!NUMBER.matcher(latitude).matches() || !NUMBER.matcher(longitude).matches()) {
            return Optional.empty();
        }
        var point = new Point(Double.parseDouble(latitude), Double.parseDouble(longitude));
        return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180
                ? Optional.of(point)
                : Optional.empty();
    }

    /**
     * Whether no line of the outline crosses another. Touching is allowed: real outlines run back along their own border.
     * Lines are taken from south to north and compared with those that reach as far.
     */
    private static boolean isSimple(Point[] outline) {
        int lines = outline.length - 1;
        int[] order = IntStream.range(0, lines)
                .boxed()
                .sorted(Comparator.comparingDouble(line -> south(outline, line)))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] open = new int[lines];
        int opened = 0;
        long budget = (long) lines * COMPARISONS_PER_LINE;
        for (int line : order) {
            double from = south(outline, line);
            int kept = 0;
            budget -= opened;
            if (budget < 0) {
                return false;
            }
            for (int i = 0; i < opened; i++) {
                int other = open[i];
                if (north(outline, other) >= from) {
                    open[kept++] = other;
                    if (cross(outline, line, other)) {
                        return false;
                    }
                }
            }
            open[kept] = line;
            opened = kept + 1;
        }
        return true;
    }

    private static double south(Point[] outline, int line) {
        return Math.min(outline[line].latitude, outline[line + 1].latitude);
    }

    private static double north(Point[] outline, int line) {
        return Math.max(outline[line].latitude, outline[line + 1].latitude);
    }

    private static boolean cross(Point[] outline, int one, int other) {
        Point a = outline[one];
        Point b = outline[one + 1];
        Point c = outline[other];
        Point d = outline[other + 1];
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    /** 1 or -1 for the side of the line a-b on which p lies, 0 on it. */
    private static int side(Point a, Point b, Point p) {
        double area = (b.latitude - a.latitude) * (p.longitude - a.longitude)
                - (b.longitude - a.longitude) * (p.latitude - a.latitude);
        return Math.abs(area) < FLAT ? 0 : (int) Math.signum(area);
    }
}
