package org.kivuko.acceptance.kill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of power cuts, as one table and as one JSON document. */
final class PowerReport {
    private static final double MILLIS = 1_000.0;

    private PowerReport() {}

    static String table(PowerCuts cuts, PowerCuts.Outcome outcome) {
        String rows = figures(cuts, outcome).entrySet().stream()
                .map(row -> "  %-40s %s%n".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining());
        String faults = outcome.verdict().faults().entrySet().stream()
                .map(fault -> "  %-40s %s%n".formatted(fault.getKey(), fault.getValue()))
                .collect(Collectors.joining());
        String worth = outcome.counts() ? "" : "  the control lost nothing: these cuts prove nothing%n".formatted();
        String restarts = outcome.restarts().stream()
                .map(start -> "%.1f".formatted(start.toMillis() / MILLIS))
                .collect(Collectors.joining(" "));
        return "power cuts%n".formatted()
                + rows
                + faults
                + worth
                + "  %-40s %s%n"
                        .formatted(outcome.copies().balanced() ? "comes out" : "DOES NOT COME OUT", outcome.copies())
                + "  %-40s %s%n".formatted("starts, s", restarts);
    }

    /** The same for programs. */
    static String json(PowerCuts cuts, PowerCuts.Outcome outcome) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        figures(cuts, outcome).forEach(report::put);
        ObjectNode faults = report.putObject("faults");
        outcome.verdict().faults().forEach((fault, places) -> faults.put(fault.name(), places));
        report.put("comesOut", outcome.copies().balanced());
        outcome.restarts().forEach(start -> report.withArray("startsMillis").add(start.toMillis()));
        return report.toPrettyString() + "\n";
    }

    private static Map<String, Long> figures(PowerCuts cuts, PowerCuts.Outcome outcome) {
        var figures = new TreeMap<>(outcome.verdict().figures());
        figures.put("seed", cuts.seed());
        figures.put("cuts", (long) cuts.cuts());
        figures.put("control: confirmed", outcome.control().figure("accepted"));
        figures.put("control: deliveries lost", (long) outcome.control().count(Verdict.Fault.LOST));
        figures.put("calls without an answer", outcome.verdict().figure(Checker.UNANSWERED));
        figures.put("whole, ms", outcome.whole().toMillis());
        return figures;
    }
}
