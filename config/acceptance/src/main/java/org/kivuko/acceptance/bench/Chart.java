package org.kivuko.acceptance.bench;

import java.util.List;
import java.util.Locale;

/**
 * The figures that have a goal, as bars of a picture (SVG). Every bar is drawn as a share of its own goal, so that one line
 * through the picture is the goal of all of them; what is better lies on the side that each bar names. Below them the
 * throughput of the hub and of what it is compared with, on one scale.
 */
final class Chart {
    private static final int WIDTH = 1_160;
    private static final int LEFT = 470;
    private static final int GOAL_AT = LEFT + 200;
    private static final int LONGEST = 400;
    private static final int ROW = 34;
    private static final int BAR = 20;
    private static final int LINE = 18;
    private static final int TOP = 74;
    private static final String GOOD = "#2c7a51";
    private static final String BAD = "#b3452c";
    private static final String PLAIN = "#4a6c8c";

    private final StringBuilder svg = new StringBuilder();
    private int y = TOP;

    private Chart() {}

    static String of(Results results) {
        return new Chart().draw(results);
    }

    private String draw(Results results) {
        List<Figure> aimed = results.figures().stream()
                .filter(figure -> figure.goal().isPresent())
                .toList();
        List<Figure> rates = results.figures().stream()
                .filter(figure -> figure.section().equals(Throughput.SECTION)
                        && figure.goal().isEmpty())
                .toList();
        int height = TOP
                + (aimed.size() + rates.size()) * ROW
                + 90
                + results.conditions().size() * LINE;
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img"
                     font-family="sans-serif" font-size="13" fill="#222">
                <rect width="100%%" height="100%%" fill="#fff"/>
                """
                        .formatted(WIDTH, height, WIDTH, height));
        text(20, 28, "font-size=\"18\"", "Kivuko against its goals");
        text(20, 50, "fill=\"#555\"", "Medians; thin lines: lowest to highest round. Green: met. Red: not met.");
        int first = y;
        aimed.forEach(this::aim);
        line(GOAL_AT, first - 8, GOAL_AT, y, "#222", 2);
        text(GOAL_AT + 6, first - 12, "font-weight=\"bold\"", "goal");
        y += 40;
        text(20, y, "font-size=\"16\"", "Messages per second, one recipient each");
        y += 18;
        double most = rates.stream()
                .mapToDouble(figure -> figure.spread().highest())
                .max()
                .orElse(1);
        rates.forEach(figure -> rate(figure, most));
        y += 14;
        for (String condition : results.conditions().values()) {
            text(20, y, "fill=\"#555\"", condition);
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }

    private void aim(Figure figure) {
        Goal goal = figure.goal().orElseThrow();
        double scale = (GOAL_AT - LEFT) / goal.bound();
        String better = goal.kind() == Goal.Kind.AT_LEAST ? "longer is better" : "shorter is better";
        bar(figure, scale, figure.met() ? GOOD : BAD);
        String value = figure.text(figure.spread().median());
        text(LEFT + LONGEST + 12, y - 20, "", value + " (" + goal.text() + ")");
        text(20, y - 7, "font-size=\"10\" fill=\"#777\"", better);
    }

    private void rate(Figure figure, double most) {
        bar(figure, LONGEST / most, PLAIN);
        text(LEFT + LONGEST + 12, y - 20, "", figure.text(figure.spread().median()));
    }

    /** One row; afterwards {@code y} is that of the next. */
    private void bar(Figure figure, double scale, String colour) {
        text(20, y + 14, "", figure.name());
        int length = length(figure.spread().median(), scale);
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n"
                .formatted(LEFT, y, length, BAR, colour));
        int middle = y + BAR / 2;
        int from = LEFT + length(figure.spread().lowest(), scale);
        int to = LEFT + length(figure.spread().highest(), scale);
        line(from, middle, to, middle, "#000", 1);
        y += ROW;
    }

    /** What is far beyond its goal ends at the edge. */
    private static int length(double value, double scale) {
        return (int) Math.max(1, Math.min(LONGEST, value * scale));
    }

    private void line(int x1, int y1, int x2, int y2, String colour, int width) {
        svg.append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"%d\"/>%n"
                .formatted(x1, y1, x2, y2, colour, width));
    }

    private void text(int x, int baseline, String style, String content) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" %s>%s</text>%n", x, baseline, style, escaped(content)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
