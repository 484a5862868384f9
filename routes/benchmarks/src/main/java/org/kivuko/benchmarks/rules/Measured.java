package org.kivuko.benchmarks.rules;

import java.util.ArrayList;
import java.util.List;
import org.kivuko.benchmarks.Interleaved;

/**
 * One subject that was told one rule set, with what that took, and of which it was made sure that it gives right answers.
 *
 * @param name unique in a run
 * @param loading seconds on the processor
 * @param checked how many of its answers were compared
 */
record Measured(String name, Subject subject, RuleSet rules, Engine engine, double loading, int checked) {
    /** An engine that needs long for an answer is not asked everything. */
    private static final long LONGEST_CHECK_NANOS = 5_000_000_000L;

    private static final int LEAST_CHECKED = 8;

    /** Answers that differ from those of the rules are an {@link IllegalStateException}. */
    static Measured of(Subject subject, RuleSet rules, List<Question> questions) {
        long begin = Interleaved.nanos();
        var engine = subject.maker().make(rules, questions);
        double loading = (Interleaved.nanos() - begin) / 1e9;
        int checked = LEAST_CHECKED;
        var wrong = wrong(engine, rules, questions.subList(0, LEAST_CHECKED), 0);
        long end = Interleaved.nanos() + LONGEST_CHECK_NANOS;
        while (checked < questions.size() && Interleaved.nanos() < end) {
            wrong.addAll(wrong(engine, rules, questions.subList(checked, checked + 1), checked));
            checked++;
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(subject.name() + " gives other answers to the questions " + wrong);
        }
        return new Measured(subject.name() + " " + rules.pairs().size(), subject, rules, engine, loading, checked);
    }

    /**
     * The questions to which an engine gives a wrong answer.
     *
     * @param first the number of the first of these questions
     */
    static List<Integer> wrong(Engine engine, RuleSet rules, List<Question> questions, int first) {
        var wrong = new ArrayList<Integer>();
        for (int i = 0; i < questions.size(); i++) {
            if (engine.permits(first + i) != rules.answer(questions.get(i))) {
                wrong.add(first + i);
            }
        }
        return wrong;
    }
}
