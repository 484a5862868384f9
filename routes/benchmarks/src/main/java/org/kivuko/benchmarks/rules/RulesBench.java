package org.kivuko.benchmarks.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kivuko.benchmarks.Interleaved;
import org.kivuko.benchmarks.Interleaved.Spread;

/**
 * {@code ./kivuko bench rules}: judgements per second beside Cedar, jCasbin and Drools, on the same rules, after every engine
 * gave the same answers. All engines and both sizes are measured in one interleaved run.
 */
public final class RulesBench {
    private static final long SEED = 20261125;
    private static final int QUESTIONS = 1_024;
    private static final int[] STATES = {7, 195};
    private static final int WARM_UPS = 5;
    private static final Duration EACH = Duration.ofMillis(300);
    private static final int ROUNDS = 9;

    private final List<Measured> all = new ArrayList<>();
    private final Interleaved run = new Interleaved();

    private RulesBench() {}

    /** @param args a number of rounds, 9 where none is given */
    public static void main(String[] args) {
        int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
        var bench = new RulesBench();
        for (int states : STATES) {
            bench.load(RuleSet.of(states, SEED));
        }
        bench.run.run(WARM_UPS, rounds, EACH, round -> progress("round %d of %d", round + 1, rounds));
        bench.print(rounds);
        bench.all.forEach(measured -> measured.engine().close());
    }

    private static void progress(String form, Object... values) {
        System.err.printf(Locale.ROOT, form + "%n", values);
    }

    private void load(RuleSet rules) {
        var questions = rules.questions(QUESTIONS, SEED + 1);
        for (Subject subject : Subject.ALL) {
            if (!subject.takes(rules)) {
                continue;
            }
            progress("%s: loading %,d rules", subject.name(), rules.size());
            var measured = Measured.of(subject, rules, questions);
            var engine = measured.engine();
            run.add(measured.name(), i -> engine.permits((int) (i % QUESTIONS)) ? 1 : 0);
            all.add(measured);
        }
    }

    private void print(int rounds) {
        System.out.printf(
                Locale.ROOT,
                "One judgement: %d rules for each ordered pair, %,d questions, %d interleaved rounds,%n"
                        + "median (lowest to highest) by time on the processor; bytes are those of the Java heap%n",
                RuleSet.RULES_PER_PAIR,
                QUESTIONS,
                rounds);
        var sizes = all.stream().map(Measured::rules).distinct().toList();
        sizes.forEach(this::print);
        System.out.printf(
                Locale.ROOT, "%nSo much longer takes a judgement with the larger set than with the smaller%n");
        for (Measured small : of(sizes.get(0)).toList()) {
            of(sizes.get(1))
                    .filter(large -> large.subject().equals(small.subject()))
                    .forEach(large -> System.out.printf(
                            Locale.ROOT,
                            "  %-24s %s%n",
                            small.subject().name(),
                            text("%,.2f", run.ratio(small.name(), large.name()))));
        }
    }

    private Stream<Measured> of(RuleSet rules) {
        return all.stream().filter(measured -> measured.rules() == rules);
    }

    private void print(RuleSet rules) {
        System.out.printf(
                Locale.ROOT, "%n%,d ordered pairs, %,d rules%n", rules.pairs().size(), rules.size());
        System.out.printf(
                Locale.ROOT,
                "  %-24s %36s %32s %10s %10s %8s%n",
                "engine",
                "judgements per second",
                "Kivuko decides faster by",
                "bytes each",
                "loading s",
                "checked");
        var first = of(rules).findFirst().orElseThrow();
        of(rules).forEach(measured -> print(measured, first));
        var fastest = of(rules)
                .filter(measured -> measured.subject().rival())
                .max(Comparator.comparingDouble(
                        measured -> run.perSecond(measured.name()).median()))
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "  the fastest of the others is %s: Kivuko decides %s times as many%n",
                fastest.subject().name(),
                text("%,.1f", run.ratio(first.name(), fastest.name())));
    }

    private void print(Measured measured, Measured first) {
        System.out.printf(
                Locale.ROOT,
                "  %-24s %36s %32s %10s %10s %8s%n",
                measured.subject().name(),
                text("%,.0f", run.perSecond(measured.name())),
                measured.equals(first) ? "" : text("%,.1f", run.ratio(first.name(), measured.name())),
                String.format(Locale.ROOT, "%,.0f", run.bytes(measured.name())),
                String.format(Locale.ROOT, "%,.1f", measured.loading()),
                String.format(Locale.ROOT, "%,d", measured.checked()));
    }

    private static String text(String form, Spread spread) {
        return String.format(
                Locale.ROOT,
                form + " (" + form + " to " + form + ")",
                spread.median(),
                spread.lowest(),
                spread.highest());
    }
}
