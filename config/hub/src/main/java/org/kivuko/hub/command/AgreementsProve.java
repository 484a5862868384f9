package org.kivuko.hub.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.analysis.Guarantee;
import org.kivuko.analysis.Pace;
import org.kivuko.analysis.Proof;
import org.kivuko.analysis.Prover;
import org.kivuko.analysis.Suspension;
import org.kivuko.hub.analysis.ProofJson;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.Guarantees;
import org.kivuko.hub.configuration.Problem;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Checks guarantees for every message that could be sent under the agreements. Exit code 0: all hold; 1: one does not, and a
 * message shows it, or the configuration has a fault.
 */
@Command(
        name = "prove",
        description = "proves what holds for every message that could be sent, or shows one that breaks it")
final class AgreementsProve implements Callable<Integer> {
    private static final String INDENT = "    ";

    @Mixin
    ConfigurationOptions options;

    @Option(
            names = "--guarantees",
            paramLabel = "FILE",
            description = "guarantees of your own, beside those of DIR/agreements/" + Guarantees.FILE)
    Path own;

    @Option(names = "--suspensions", description = "each agreement taken as suspended, too: then it must be silent")
    boolean suspensions;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (!(options.load() instanceof Configuration.Loaded loaded)) {
            return options.refuse(spec);
        }
        var guarantees = new ArrayList<>(Guarantee.lasting());
        var problems = new ArrayList<Problem>();
        collect(Guarantees.beside(options.folder, loaded.directory()), guarantees, problems);
        if (own != null) {
            collect(Guarantees.read(own, loaded.directory()), guarantees, problems);
        }
        if (!problems.isEmpty()) {
            problems.forEach(problem ->
                    spec.commandLine().getErr().println(problem + System.lineSeparator() + INDENT + problem.remedy()));
            return 1;
        }
        return prove(agreements -> Agreements.unkeyed(loaded.directory(), agreements), loaded.agreements(), guarantees);
    }

    private static void collect(Guarantees read, List<Guarantee> guarantees, List<Problem> problems) {
        if (read instanceof Guarantees.Read good) {
            guarantees.addAll(good.guarantees());
        } else {
            problems.addAll(((Guarantees.Refused) read).problems());
        }
    }

    private int prove(Function<List<Agreement>, Agreements> compiler, List<Agreement> all, List<Guarantee> guarantees) {
        long begin = System.nanoTime();
        var agreements = compiler.apply(all);
        var proof = Prover.prove(agreements, guarantees, pace());
        var suspended = suspensions ? Suspension.ofEach(agreements, compiler) : List.<Suspension>of();
        var took = Duration.ofNanos(System.nanoTime() - begin);
        var out = spec.commandLine().getOut();
        if (options.json) {
            out.println(new String(MessageJson.write(ProofJson.of(proof, suspended, took)), StandardCharsets.UTF_8));
        } else {
            text(proof, suspended, took, out);
        }
        out.flush();
        return proof.holds() && suspended.stream().allMatch(Suspension::holds) ? 0 : 1;
    }

    /** Whoever reads the text sees how far it is, beside it. */
    private Pace pace() {
        var full = Pace.full();
        var err = spec.commandLine().getErr();
        return options.json
                ? full
                : new Pace(full.processors(), (done, of) -> {
                    err.printf("\r%d of %d pairs of states%s", done, of, done == of ? System.lineSeparator() : "");
                    err.flush();
                });
    }

    private static void text(Proof proof, List<Suspension> suspensions, Duration took, PrintWriter out) {
        proof.findings().forEach(finding -> finding(finding, out));
        if (!suspensions.isEmpty()) {
            suspensions(suspensions, out);
        }
        out.println();
        out.printf(
                "%,d cases in %,d classes, one of each judged, in %.1f s. %s%n",
                proof.cases(), proof.classes(), took.toMillis() / 1000.0, summary(proof));
    }

    private static void suspensions(List<Suspension> suspensions, PrintWriter out) {
        boolean hold = suspensions.stream().allMatch(Suspension::holds);
        out.printf(
                "%s  suspended-means-silent: %s; %,d further classes%n",
                hold ? "holds " : "BROKEN",
                Suspension.SAYS,
                suspensions.stream().mapToLong(it -> it.proof().classes()).sum());
        suspensions.forEach(suspension -> suspension.counterexample().ifPresent(example -> {
            out.println(INDENT + suspension.agreement() + " still speaks when it is suspended:");
            example(example, out);
        }));
    }

    private static String summary(Proof proof) {
        long broken =
                proof.findings().stream().filter(finding -> !finding.holds()).count();
        return broken == 0
                ? "All " + AgreementsCheck.count(proof.findings().size(), "guarantee", "guarantees") + " hold."
                : AgreementsCheck.count(broken, "guarantee does", "guarantees do") + " not hold.";
    }

    private static void finding(Proof.Finding finding, PrintWriter out) {
        out.println((finding.holds() ? "holds   " : "BROKEN  ")
                + finding.guarantee().id() + ": " + finding.guarantee().says());
        finding.counterexample().ifPresent(example -> {
            out.printf(
                    INDENT + "in %,d cases; for one, this message to %s, judged at %s:%n",
                    finding.cases(),
                    example.recipient(),
                    example.at());
            example(example, out);
        });
    }

    private static void example(Proof.Counterexample example, PrintWriter out) {
        out.println(INDENT + new String(MessageJson.write(example.message()), StandardCharsets.UTF_8));
        out.println(INDENT + "comes out as " + example.ruling().outcome().code() + " under "
                + String.join(", ", example.ruling().rules()));
    }
}
