package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.doctor.Doctor;
import org.kivuko.hub.doctor.Finding;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what on this machine is not as a hub needs it. Exit code 1 where something is to be mended that was not accepted. */
@Command(name = "doctor", description = "looks at this machine before and while a hub runs, and says what to do")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    HubFolders folders;

    @Mixin
    DataOption data;

    @Option(names = "--json", description = "prints JSON")
    boolean json;

    @Option(
            names = "--accept",
            paramLabel = "CODE",
            split = ",",
            description = "what is known and stays as it is: shown, and no reason for exit code 1")
    Set<String> accepted = Set.of();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(new HubOptions(
                        folders.config.folder, data.folder, folders.http, folders.amqp, folders.doors(), false, false))
                .examine(Clock.systemUTC());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(findings));
        } else {
            findings.forEach(finding -> print(finding, out));
        }
        out.flush();
        return findings.stream().anyMatch(this::counts) ? 1 : 0;
    }

    private boolean counts(Finding finding) {
        return finding.state() == Finding.State.MEND && !accepted.contains(finding.code());
    }

    private void print(Finding finding, PrintWriter out) {
        String state = finding.state() == Finding.State.MEND && !counts(finding)
                ? "accepted"
                : finding.state().words();
        out.printf("%-17s  %s: %s [%s]%n", state, finding.what(), finding.found(), finding.code());
        if (!finding.todo().isEmpty()) {
            out.println("                   " + finding.todo());
        }
    }

    private String json(List<Finding> findings) {
        var list = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> list.addObject()
                .put("code", finding.code())
                .put("what", finding.what())
                .put("state", finding.state().words())
                .put("accepted", accepted.contains(finding.code()))
                .put("found", finding.found())
                .put("todo", finding.todo()));
        return new String(MessageJson.write(list), StandardCharsets.UTF_8);
    }
}
