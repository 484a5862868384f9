package org.kivuko.benchmarks.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A measurement of engines that answer differently would compare nothing. */
class SameAnswersTest {
    private static final int QUESTIONS = 200;

    private final RuleSet rules = RuleSet.of(3, 7);
    private final List<Question> questions = rules.questions(QUESTIONS, 8);

    private static List<Subject> subjects() {
        return Subject.ALL;
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void everyEngineGivesTheAnswersOfTheRules(Subject subject) {
        var engine = subject.maker().make(rules, questions);

        var wrong = Measured.wrong(engine, rules, questions, 0);

        assertThat(wrong).isEmpty();
        engine.close();
    }

    @Test
    void halfOfTheQuestionsArePermitted() {
        assertThat(questions).filteredOn(rules::answer).hasSize(QUESTIONS / 2);
    }

    @Test
    void anEngineThatForgetsTheProhibitsIsNoticed() {
        Engine forgetful = question -> rules.rules(questions.get(question).pair()).stream()
                .anyMatch(rule -> rule.permit() && rule.fits(questions.get(question)));

        assertThat(Measured.wrong(forgetful, rules, questions, 0)).isNotEmpty();
    }
}
