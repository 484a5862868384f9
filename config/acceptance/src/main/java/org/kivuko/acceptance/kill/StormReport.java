package org.kivuko.acceptance.kill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kivuko.acceptance.kill.Verdict.Fault;

/** The figures of a storm, as one table and as one JSON document. */
final class StormReport {
    private static final List<String> FIGURES = List.of(
            "accepted",
            "addressed",
            "crosses",
            "refused",
            "deliveries",
            "handed over again",
            "late by a lease of an unanswered call",
            "receipts",
            "links",
            Checker.UNANSWERED,
            "copies REPEAT",
            "copies CONFLICT",
            "copies BROKEN");

    private StormReport() {}

    static String table(Storm storm, Storm.Outcome outcome) {
        var table = new StringBuilder("kill storm\n");
        row(table, "seed", storm.seed());
        row(table, "blows", blows(storm));
        FIGURES.forEach(figure -> row(table, figure, outcome.verdict().figure(figure)));
        findings(outcome.verdict()).forEach((name, count) -> row(table, name, count));
        outcome.equations()
                .forEach(equation -> row(table, equation.balanced() ? "comes out" : "DOES NOT COME OUT", equation));
        outcome.verdict().faults().forEach((fault, places) -> row(table, fault.name(), places));
        row(table, "sending, s", seconds(outcome.sending()));
        row(table, "until all was fetched, s", seconds(outcome.whole()));
        row(table, "messages per second, blows included", "%.0f".formatted(rate(storm, outcome)));
        row(
                table,
                "starts, s",
                outcome.restarts().stream().map(StormReport::seconds).collect(Collectors.joining(" ")));
        row(table, "books of the hub", outcome.books());
        return table.toString();
    }

    /** The same for programs. */
    static String json(Storm storm, Storm.Outcome outcome) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("seed", storm.seed());
        report.put("messages", storm.messages());
        ObjectNode blows = report.putObject("blows");
        blows(storm).forEach((blow, count) -> blows.put(blow.name().toLowerCase(Locale.ROOT), count));
        ObjectNode findings = report.putObject("findings");
        findings(outcome.verdict()).forEach(findings::put);
        ObjectNode places = report.putObject("places");
        outcome.verdict().faults().forEach((fault, where) -> places.put(fault.name(), where));
        var equations = report.putArray("equations");
        outcome.equations().forEach(equation -> equations
                .addObject()
                .put("equation", equation.toString())
                .put("balanced", equation.balanced()));
        ObjectNode figures = report.putObject("figures");
        new TreeMap<>(outcome.verdict().figures()).forEach(figures::put);
        report.put("sendingSeconds", outcome.sending().toMillis() / 1_000.0);
        report.put("wholeSeconds", outcome.whole().toMillis() / 1_000.0);
        var starts = report.putArray("startSeconds");
        outcome.restarts().forEach(start -> starts.add(start.toMillis() / 1_000.0));
        ObjectNode books = report.putObject("books");
        outcome.books().forEach(books::put);
        return report.toPrettyString() + "\n";
    }

    private static Map<Blow, Long> blows(Storm storm) {
        return storm.blows().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /** What may not be, in the words of those who ask for it. */
    private static Map<String, Integer> findings(Verdict verdict) {
        var findings = new LinkedHashMap<String, Integer>();
        findings.put("lost", verdict.count(Fault.LOST));
        findings.put("doubled", verdict.count(Fault.DOUBLED) + verdict.count(Fault.INVENTED));
        findings.put("leaked", verdict.count(Fault.LEAKED));
        findings.put("out of order", verdict.count(Fault.DISORDER) + verdict.count(Fault.GAP));
        findings.put("untrue", verdict.count(Fault.UNTRUE) + verdict.count(Fault.RETURNED));
        return findings;
    }

    private static double rate(Storm storm, Storm.Outcome outcome) {
        return 1_000.0 * storm.messages() / outcome.sending().toMillis();
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1_000.0);
    }

    private static void row(StringBuilder table, String name, Object value) {
        table.append("  %-38s %s%n".formatted(name, value));
    }
}
