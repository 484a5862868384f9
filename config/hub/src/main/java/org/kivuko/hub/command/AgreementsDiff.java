package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Ruling;
import org.kivuko.analysis.Change;
import org.kivuko.analysis.Difference;
import org.kivuko.analysis.Span;
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
            out.println(json(changes));
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
            return Optional.of(Agreements.of(loaded.directory(), loaded.agreements(), AgreementsDiff::unkeyed));
        }
        spec.commandLine()
                .getErr()
                .println("the configuration " + folder + " has faults; ./kivuko agreements check --config " + folder
                        + " names them");
        return Optional.empty();
    }

    /** What is compared is whether a value was changed, never to what; no key is needed for that. */
    private static String unkeyed(String from, String to, String value) {
        return "0".repeat(32);
    }

    private static void print(Change change, PrintWriter out) {
        out.println(change.from() + " > " + change.to() + "  " + change.topic() + " " + word(change));
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
        out.println(INDENT + "before: " + summary(example.before()));
        out.println(INDENT + "after:  " + summary(example.after()));
        out.println();
    }

    private static String word(Change change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    private static void line(String name, Collection<?> values, PrintWriter out) {
        if (!values.isEmpty()) {
            out.println(
                    INDENT + name + ": " + values.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
    }

    private static String summary(Ruling ruling) {
        var owed = ruling.obligations();
        return ruling.outcome().code()
                + ruling.reason().map(reason -> " " + reason.code()).orElse("")
                + (ruling.rules().isEmpty() ? "" : " under " + String.join(", ", ruling.rules()))
                + ", handling " + owed.handling().code() + ", passing on "
                + owed.onward().code()
                + owed.acknowledgeBy().map(at -> ", acknowledge by " + at).orElse("")
                + owed.retainUntil().map(at -> ", keep until " + at).orElse("");
    }

    private static String json(List<Change> changes) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("changes");
        changes.forEach(change -> json(change, list.addObject()));
        return new String(MessageJson.write(answer), StandardCharsets.UTF_8);
    }

    private static void json(Change change, ObjectNode json) {
        json.put("change", word(change))
                .put("from", change.from())
                .put("to", change.to())
                .put("topic", change.topic())
                .put("cases", change.cases());
        strings(json, "senders", change.senders());
        strings(json, "recipients", change.recipients());
        strings(json, "purposes", change.purposes());
        strings(json, "statuses", change.statuses());
        strings(json, "gained", change.gained());
        strings(json, "lost", change.lost());
        var spans = json.putArray("spans");
        change.spans().forEach(span -> span(span, spans.addObject()));
        var example = json.putObject("example");
        example.put("recipient", change.example().recipient().toString())
                .put("at", change.example().at().toString())
                .put("before", summary(change.example().before()))
                .put("after", summary(change.example().after()));
        example.set("message", change.example().message());
    }

    private static void span(Span span, ObjectNode json) {
        span.from().ifPresent(from -> json.put("from", from.toString()));
        span.until().ifPresent(until -> json.put("until", until.toString()));
    }

    private static void strings(ObjectNode json, String name, Collection<?> values) {
        var list = json.putArray(name);
        values.forEach(value -> list.add(value.toString()));
    }
}
