package org.kivuko.acceptance.kill;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures of a storm, as one table. */
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
            "copies REPEAT",
            "copies CONFLICT",
            "copies BROKEN");

    private StormReport() {}

    static String table(Storm storm, Storm.Outcome outcome) {
        var table = new StringBuilder("kill storm\n");
        row(table, "seed", storm.seed());
        row(
                table,
                "kills",
                storm.kills().stream()
                        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting())));
        FIGURES.forEach(figure -> row(table, figure, outcome.verdict().figure(figure)));
        row(table, "calls that nobody answered", outcome.tally().unanswered);
        row(table, "faults found", outcome.verdict().faults());
        row(table, "sending, s", seconds(outcome.sending()));
        row(table, "until all was fetched, s", seconds(outcome.whole()));
        row(
                table,
                "messages per second, kills included",
                "%.0f".formatted(1_000.0 * storm.messages() / outcome.sending().toMillis()));
        row(
                table,
                "starts, s",
                outcome.restarts().stream().map(StormReport::seconds).collect(Collectors.joining(" ")));
        row(table, "books of the hub", outcome.books());
        return table.toString();
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1_000.0);
    }

    private static void row(StringBuilder table, String name, Object value) {
        table.append("  %-38s %s%n".formatted(name, value));
    }
}
