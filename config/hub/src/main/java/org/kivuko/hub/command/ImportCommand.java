package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.kivuko.connector.files.BadFlowMap;
import org.kivuko.connector.files.FlowMap;
import org.kivuko.connector.files.FlowTable;
import org.kivuko.exchange.format.Formats;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads figures from a table and posts them as flow reports. */
@Command(name = "import", description = "turns a table of counts into flow reports and posts them")
public final class ImportCommand implements Callable<Integer> {
    private static final int PROGRESS_EVERY = 50;

    /** What the table holds. */
    enum Kind {
        FLOWS
    }

    @Parameters(index = "0", paramLabel = "flows", description = "what the table holds")
    Kind kind;

    @Parameters(index = "1", paramLabel = "FILE.csv", description = "a table with a header line")
    Path table;

    @Option(names = "--map", required = true, paramLabel = "MAP.yaml", description = "what its rows mean")
    Path map;

    @Mixin
    ClientOptions hub;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        AgencyId reporter = AgencyId.parse(hub.agency)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "--as: expected an agency's code such as KEN.DIS"));
        FlowTable.Outcome outcome = read(reporter);
        Map<String, Long> answers = post(outcome);
        summary(outcome, answers);
        return answers.keySet().stream().allMatch(answer -> answer.startsWith("2")) ? 0 : 1;
    }

    private FlowTable.Outcome read(AgencyId reporter) throws IOException {
        try (var csv = Files.newBufferedReader(table)) {
            return new FlowTable(FlowMap.read(Files.readString(map)), reporter).read(csv);
        } catch (BadFlowMap e) {
            throw new StartRefused(map + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Long> post(FlowTable.Outcome outcome) throws IOException {
        HubClient client = hub.client();
        PrintWriter err = spec.commandLine().getErr();
        var answers = new TreeMap<String, Long>();
        int done = 0;
        for (ObjectNode report : outcome.reports()) {
            HubClient.Answer answer = client.post(MessageJson.write(report), Formats.JSON.mediaType(), Map.of());
            answers.merge(answer.status() + meaning(answer.status()), 1L, Long::sum);
            if (!answer.fine()) {
                err.println(report.get("id").asText() + ": " + answer.body());
            }
            if (++done % PROGRESS_EVERY == 0 || done == outcome.reports().size()) {
                err.println("posted " + done + " of " + outcome.reports().size());
                err.flush();
            }
        }
        return answers;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 202 -> " accepted";
            case 200 -> " known already";
            case 409 -> " other figures stand under this id";
            default -> " refused";
        };
    }

    private void summary(FlowTable.Outcome outcome, Map<String, Long> answers) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(outcome.rows() + " rows, " + outcome.mappedRows() + " of them in "
                + outcome.reports().size() + " flow reports");
        answers.forEach((answer, count) -> out.println("  " + count + " answered " + answer));
        long leftOut =
                outcome.leftOut().values().stream().mapToLong(Long::longValue).sum();
        out.println(leftOut + " rows left out");
        outcome.leftOut().forEach((reason, count) -> out.println("  " + count + " " + reason));
        out.flush();
    }
}
