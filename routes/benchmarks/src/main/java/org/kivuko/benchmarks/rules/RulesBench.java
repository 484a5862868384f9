package org.kivuko.benchmarks.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.benchmarks.Interleaved;
import org.kivuko.benchmarks.Interleaved.Spread;

/**
 * {@code ./kivuko bench rules}: judgements per second beside Cedar, jCasbin and Drools, on the same rules, after every engine
 * gave the same answers.
 */
public final class RulesBench {
    private static final long SEED = 20261125;
    private static final int QUESTIONS = 1_024;
    private static final int[] STATES = {7, 195};

    private final int warmUps;
    private final int rounds;
    private final Duration each;

    RulesBench(int warmUps, int rounds, Duration each) {
        this.warmUps = warmUps;
        this.rounds = rounds;
        this.each = each;
    }

    /** @param args a number of rounds, 9 where none is given */
    public static void main(String[] args) {
        int rounds = args.length == 0 ? 9 : Integer.parseInt(args[0]);
        new RulesBench(4, rounds, Duration.ofMillis(400)).print();
    }

    private void print() {
        var kivuko = new ArrayList<Spread>();
        System.out.println("One judgement: " + RuleSet.RULES_PER_PAIR + " rules for each ordered pair of states, "
                + QUESTIONS + " questions, " + rounds + " interleaved rounds, median (lowest to highest)");
        for (int states : STATES) {
            kivuko.add(print(RuleSet.of(states, SEED)));
        }
        System.out.printf(
                Locale.ROOT,
                "%nFrom the smaller set to the larger a judgement takes %.2f times as long.%n",
                kivuko.get(0).median() / kivuko.get(1).median());
    }

    private Spread print(RuleSet rules) {
        List<Question> questions = rules.questions(QUESTIONS, SEED + 1);
        List<Engine> engines = engines(rules, questions);
        try {
            var disagreements = disagreements(rules, questions, engines);
            if (!disagreements.isEmpty()) {
                throw new IllegalStateException("the engines disagree: " + disagreements);
            }
            return measure(rules, questions, engines);
        } finally {
            engines.forEach(Engine::close);
        }
    }

    static List<Engine> engines(RuleSet rules, List<Question> questions) {
        Set<Spec.Pair> asked =
                questions.stream().map(Question::pair).collect(Collectors.toCollection(LinkedHashSet::new));
        return List.of(
                new KivukoEngine(rules, questions),
                new CedarEngine(rules, asked),
                new CasbinEngine(rules, asked),
                new DroolsEngine(rules));
    }

    /** Each engine that gave a wrong answer, with the number of its question. */
    static List<String> disagreements(RuleSet rules, List<Question> questions, List<Engine> engines) {
        var disagreements = new ArrayList<String>();
        for (Engine engine : engines) {
            for (int i = 0; i < questions.size(); i++) {
                if (engine.permits(questions.get(i)) != rules.answer(questions.get(i))) {
                    disagreements.add(engine.name() + " at question " + i);
                }
            }
        }
        return disagreements;
    }

    private Spread measure(RuleSet rules, List<Question> questions, List<Engine> engines) {
        var run = new Interleaved();
        for (Engine engine : engines) {
            run.add(engine.name(), i -> engine.permits(questions.get((int) (i % QUESTIONS))) ? 1 : 0);
        }
        run.run(warmUps, rounds, each);
        var first = engines.get(0).name();
        System.out.printf(
                Locale.ROOT,
                "%n%,d ordered pairs, %,d rules%n",
                rules.pairs().size(),
                (long) rules.pairs().size() * RuleSet.RULES_PER_PAIR);
        System.out.printf(
                Locale.ROOT, "  %-10s %32s   %s%n", "engine", "judgements per second", first + " is faster by");
        for (Engine engine : engines) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-10s %32s   %s%n",
                    engine.name(),
                    text("%,.0f", run.perSecond(engine.name())),
                    engine == engines.get(0) ? "" : text("%,.1f", run.ratio(first, engine.name())));
        }
        return run.perSecond(first);
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
