package org.kivuko.hub.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreements;
import org.kivuko.analysis.Change;
import org.kivuko.analysis.Difference;
import org.kivuko.hub.analysis.ChangesJson;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which flows start, stop, widen or narrow between two configurations. Exit code 1 where one of them has a fault. */
@Command(name = "diff", description = "shows which flows start, stop, widen or narrow between two configurations")
final class AgreementsDiff implements Callable<Integer> {
    private static final String INDENT = "    ";

    @Parameters(index = "0", paramLabel = "OLD", description = "a folder with states/ and agreements/")
    Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "another one")
    Path after;

    @Option(names = "--json", description = "prints JSON")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var old = load(before);
        var now = load(after);
        if (old.isEmpty() || now.isEmpty()) {
            return 1;
        }
        var changes = Difference.between(old.get(), now.get());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(MessageJson.write(ChangesJson.of(changes)), StandardCharsets.UTF_8));
        } else {
            changes.forEach(change -> print(change, out));
            out.println(
                    changes.isEmpty()
                            ? "Whatever crossed crosses as before, and nothing else."
                            : AgreementsCheck.count(changes.size(), "change", "changes"));
        }
        out.flush();
        return 0;
    }

    private Optional<Agreements> load(Path folder) {
        if (Configuration.load(folder) instanceof Configuration.Loaded loaded) {
            return Optional.of(Agreements.unkeyed(loaded.directory(), loaded.agreements()));
        }
        spec.commandLine()
                .getErr()
                .println("the configuration " + folder + " has faults; ./kivuko agreements check --config " + folder
                        + " names them");
        return Optional.empty();
    }

    private static void print(Change change, PrintWriter out) {
        out.println(change.from() + " > " + change.to() + "  " + change.topic() + " " + ChangesJson.word(change));
        line("from", change.senders(), out);
        line("to", change.recipients(), out);
        line("for", change.purposes(), out);
        line("status", change.statuses(), out);
        line("crosses now", change.gained(), out);
        line("no longer crosses", change.lost(), out);
        line("when", change.spans(), out);
        var example = change.example();
        out.println(
                INDENT + "a message that shows it, to " + example.recipient() + ", judged at " + example.at() + ":");
        out.println(INDENT + new String(MessageJson.write(example.message()), StandardCharsets.UTF_8));
        out.println(INDENT + "before: " + ChangesJson.summary(example.before()));
        out.println(INDENT + "after:  " + ChangesJson.summary(example.after()));
        out.println();
    }

    private static void line(String name, Collection<?> values, PrintWriter out) {
        if (!values.isEmpty()) {
            out.println(
                    INDENT + name + ": " + values.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
    }
}
