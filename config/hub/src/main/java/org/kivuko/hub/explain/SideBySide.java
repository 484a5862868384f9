package org.kivuko.hub.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Two JSON values beside each other, member by member, with what is gone, what is new and what is changed marked. */
final class SideBySide {
    /** Lines of the left side longer than this are cut: the right side must stay on the screen. */
    private static final int WIDEST = 72;

    private static final Pattern VALUE = Pattern.compile(" : [^\\[{].*");

    private SideBySide() {}

    private record Row(String left, String mark, String right) {}

    /** Lines of {@code left | right}; in between {@code -} is gone, {@code +} is new, {@code ~} is changed. */
    static List<String> lines(JsonNode before, JsonNode after) {
        var rows = rows(pretty(before), pretty(after));
        int width = Math.min(
                WIDEST, rows.stream().mapToInt(row -> row.left().length()).max().orElse(0));
        return rows.stream().map(row -> line(row, width)).toList();
    }

    private static List<Row> rows(List<String> left, List<String> right) {
        var rows = new ArrayList<Row>();
        int l = 0;
        int r = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(left, right, SideBySide::sameMember).getDeltas()) {
            while (l < delta.getSource().getPosition()) {
                rows.add(pair(left.get(l++), right.get(r++)));
            }
            for (String gone : delta.getSource().getLines()) {
                rows.add(new Row(gone, "-", ""));
                l++;
            }
            for (String added : delta.getTarget().getLines()) {
                rows.add(new Row("", "+", added));
                r++;
            }
        }
        while (l < left.size()) {
            rows.add(pair(left.get(l++), right.get(r++)));
        }
        return rows;
    }

    private static Row pair(String left, String right) {
        return new Row(left, plain(left).equals(plain(right)) ? "|" : "~", right);
    }

    /** The same member of the same depth, whatever its value; a member is never taken for its neighbour. */
    private static boolean sameMember(String one, String other) {
        return VALUE.matcher(plain(one))
                .replaceFirst("")
                .equals(VALUE.matcher(plain(other)).replaceFirst(""));
    }

    /** Without the comma, which only says that something follows. */
    private static String plain(String line) {
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }

    private static String line(Row row, int width) {
        var left = row.left();
        var cut = left.length() > width ? left.substring(0, width - 1) + "\u2026" : left;
        return (cut + " ".repeat(width - cut.length()) + " " + row.mark() + " " + row.right()).stripTrailing();
    }

    private static List<String> pretty(JsonNode json) {
        return Stream.of(json.toPrettyString().split("\\R")).toList();
    }
}
