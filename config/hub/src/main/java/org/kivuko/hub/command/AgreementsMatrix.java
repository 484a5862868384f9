package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.MatrixRow;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what crosses now, between every two states and inside each. Exit code 1 where the configuration has a fault. */
@Command(name = "matrix", description = "shows for every pair of states and type of message what crosses now")
final class AgreementsMatrix implements Callable<Integer> {
    @Mixin
    ConfigurationOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (!(options.load() instanceof Configuration.Loaded loaded)) {
            return options.refuse(spec);
        }
        var rows = Agreements.of(loaded.directory(), loaded.agreements(), AgreementsMatrix::neverAsked)
                .matrix(Instant.now());
        var out = spec.commandLine().getOut();
        if (options.json) {
            out.println(json(rows));
        } else {
            table(rows, out);
        }
        out.flush();
        return 0;
    }

    /** A matrix holds rules, no values; so no key is needed to compile the agreements for it. */
    private static String neverAsked(String from, String to, String value) {
        throw new IllegalStateException("a matrix asked for the hash of a value");
    }

    private static void table(List<MatrixRow> rows, PrintWriter out) {
        out.println(line(
                "from > to", rows.stream().map(row -> row.message().shortName()).distinct()));
        var pairs = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.from() + " > " + row.to(), LinkedHashMap::new, Collectors.toList()));
        pairs.forEach((pair, ofPair) -> out.println(line(pair, ofPair.stream().map(AgreementsMatrix::summary))));
        out.println();
        out.println("Permits in force and the agencies they name, or why nothing crosses. --json names them all.");
    }

    private static String line(String first, Stream<String> cells) {
        return ("%-12s".formatted(first) + cells.map("%-24s"::formatted).collect(Collectors.joining())).stripTrailing();
    }

    private static String summary(MatrixRow row) {
        return row.reason()
                .map(Enum::name)
                .orElse(AgreementsCheck.count(row.rules().size(), "permit", "permits") + ", "
                        + AgreementsCheck.count(row.recipients().size(), "agency", "agencies"));
    }

    private static String json(List<MatrixRow> rows) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("rows");
        for (var row : rows) {
            var json = list.addObject()
                    .put("from", row.from())
                    .put("to", row.to())
                    .put("message", row.message().shortName());
            row.rules().forEach(json.putArray("rules")::add);
            var recipients = json.putArray("recipients");
            row.recipients().forEach(agency -> recipients.add(agency.toString()));
            row.keep().forEach(json.putArray("keep")::add);
            row.reason().ifPresent(reason -> json.put("reason", reason.code()));
        }
        return new String(MessageJson.write(answer), StandardCharsets.UTF_8);
    }
}
