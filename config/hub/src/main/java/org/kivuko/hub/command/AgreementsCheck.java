package org.kivuko.hub.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kivuko.hub.analysis.FolderCheck;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.Problem;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads the configuration as the hub would at its start, and looks through the agreements for what nobody can have meant. Exit code 0: it would start; 1: it would not, and this is why.
 * With {@code --json} standard output is the list of problems, empty where there are none; notices go to standard error.
 */
@Command(
        name = "check",
        description = "reads the configuration and judges its examples; names everything that is wrong")
final class AgreementsCheck implements Callable<Integer> {
    @Mixin
    ConfigurationOptions options;

    @Option(names = "--at", paramLabel = "INSTANT", description = "as of when ends come near (now)")
    Instant at;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var check = FolderCheck.of(options.folder, Optional.ofNullable(at).orElseGet(Instant::now));
        var out = spec.commandLine().getOut();
        int exit = check.loaded()
                .map(loaded -> good(loaded, check.notices(), out))
                .orElseGet(() -> bad(check.problems(), out));
        out.flush();
        return exit;
    }

    private int good(Configuration.Loaded loaded, List<Problem> found, PrintWriter out) {
        var notices = options.json ? spec.commandLine().getErr() : out;
        found.forEach(notice -> print(notice, "notice: ", notices));
        notices.flush();
        if (options.json) {
            out.println(json(List.of()));
            return 0;
        }
        var directory = loaded.directory();
        var rules =
                loaded.agreements().stream().mapToInt(it -> it.rules().size()).sum();
        out.println(options.folder + " is fine: "
                + String.join(
                        ", ",
                        count(directory.states().size(), "state", "states"),
                        count(directory.agencies().size(), "agency", "agencies"),
                        count(directory.crossings().size(), "crossing", "crossings"),
                        count(loaded.agreements().size(), "agreement", "agreements") + " with "
                                + count(rules, "rule", "rules"),
                        count(loaded.examples(), "example holds", "examples hold")));
        return 0;
    }

    private int bad(List<Problem> problems, PrintWriter out) {
        if (options.json) {
            out.println(json(problems));
            return 1;
        }
        problems.forEach(problem -> print(problem, "", out));
        long files = problems.stream().map(Problem::file).distinct().count();
        out.println(count(problems.size(), "problem", "problems") + " in " + count(files, "file", "files")
                + "; the hub would not start");
        return 1;
    }

    private static void print(Problem problem, String kind, PrintWriter out) {
        out.println(kind + problem);
        out.println("    " + problem.remedy());
    }

    /** A number with its thing, in the singular where it is one. */
    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String json(List<Problem> problems) {
        return new String(MessageJson.write(FolderCheck.json(problems)), StandardCharsets.UTF_8);
    }
}
