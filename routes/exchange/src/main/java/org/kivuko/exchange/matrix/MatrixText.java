package org.kivuko.exchange.matrix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.MatrixPermit;
import org.kivuko.agreement.MatrixRow;

/** The matrix for the screen: first a table of all pairs, then for each pair what crosses, to whom and under what. */
public final class MatrixText {
    private MatrixText() {}

    /** The lines. */
    public static List<String> lines(Collection<MatrixRow> rows) {
        var pairs = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.from() + " > " + row.to(), LinkedHashMap::new, Collectors.toList()));
        var lines = new ArrayList<String>();
        lines.add(line(
                "from > to", rows.stream().map(row -> row.message().shortName()).distinct()));
        pairs.forEach((pair, ofPair) -> lines.add(line(pair, ofPair.stream().map(MatrixText::summary))));
        lines.add("");
        lines.add("Permits in force and the agencies they name, or why nothing crosses. The permits, pair by pair:");
        pairs.forEach((pair, ofPair) -> lines.addAll(details(pair, ofPair)));
        return lines;
    }

    private static String line(String first, Stream<String> cells) {
        return ("%-12s".formatted(first) + cells.map("%-24s"::formatted).collect(Collectors.joining())).stripTrailing();
    }

    private static String summary(MatrixRow row) {
        return row.reason()
                .map(Enum::name)
                .orElse(count(row.rules().size(), "permit", "permits") + ", "
                        + count(row.recipients().size(), "agency", "agencies"));
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static List<String> details(String pair, List<MatrixRow> rows) {
        var lines = new ArrayList<String>();
        for (MatrixRow row : rows) {
            for (MatrixPermit permit : row.permits()) {
                facts(row, permit).forEach((name, value) -> lines.add("    %-10s %s".formatted(name, value)));
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, pair);
            lines.add(0, "");
        }
        return lines;
    }

    private static Map<String, String> facts(MatrixRow row, MatrixPermit permit) {
        var facts = new LinkedHashMap<String, String>();
        var types = MatrixWords.alertTypes(permit);
        facts.put(
                permit.name(),
                row.message().shortName() + (types.isEmpty() ? "" : " " + types) + ", for "
                        + MatrixWords.purposes(permit));
        facts.put("  to", MatrixWords.recipients(permit));
        facts.put("  personal", MatrixWords.fields(permit));
        facts.put("  under", MatrixWords.instrument(permit.agreement()));
        return facts;
    }
}
