package org.kivuko.acceptance.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run measured.
 *
 * @param conditions under which, for the reader
 */
record Results(Map<String, String> conditions, List<Figure> figures) {
    private static final String LINE = "  %-78s %16s   %-27s %s%n";

    /** For people: each figure with its spread, and beside a goal whether it is met. */
    String table() {
        var table = new StringBuilder();
        conditions.forEach((name, value) -> table.append("  %-24s %s%n".formatted(name, value)));
        String section = "";
        for (Figure figure : figures) {
            if (!figure.section().equals(section)) {
                section = figure.section();
                table.append("%n%s%n".formatted(section));
            }
            table.append(
                    LINE.formatted(figure.name(), figure.text(figure.spread().median()), spread(figure), said(figure)));
        }
        return table.toString();
    }

    private static String spread(Figure figure) {
        Spread spread = figure.spread();
        return spread.values().size() == 1 ? "" : figure.text(spread.lowest()) + " to " + figure.text(spread.highest());
    }

    private static String said(Figure figure) {
        return figure.goal()
                .map(goal -> goal.text() + ": " + (figure.met() ? "met" : "NOT MET"))
                .orElse("");
    }

    /** For programs. */
    String json() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode under = document.putObject("conditions");
        conditions.forEach(under::put);
        ArrayNode rows = document.putArray("figures");
        for (Figure figure : figures) {
            ObjectNode row = rows.addObject();
            row.put("section", figure.section());
            row.put("name", figure.name());
            row.put("unit", figure.unit());
            row.put("median", figure.spread().median());
            row.put("lowest", figure.spread().lowest());
            row.put("highest", figure.spread().highest());
            ArrayNode rounds = row.putArray("ascending");
            figure.spread().values().forEach(rounds::add);
            figure.goal().ifPresent(goal -> {
                row.put("goal", goal.text());
                row.put("met", figure.met());
            });
        }
        return document.toPrettyString() + "\n";
    }
}
