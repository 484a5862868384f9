package org.kivuko.benchmarks.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A measurement of engines that answer differently would compare nothing. */
class SameAnswersTest {
    private static final int QUESTIONS = 200;

    private final RuleSet rules = RuleSet.of(3, 7);
    private final List<Question> questions = rules.questions(QUESTIONS, 8);

    @Test
    void everyEngineGivesTheAnswerOfTheRules() {
        var engines = RulesBench.engines(rules, questions);

        var disagreements = RulesBench.disagreements(rules, questions, engines);

        assertThat(disagreements).isEmpty();
        assertThat(questions).filteredOn(rules::answer).hasSize(QUESTIONS / 2);
        engines.forEach(Engine::close);
    }

    @Test
    void anEngineThatForgetsTheProhibitsIsNoticed() {
        var forgetful = new Engine() {
            @Override
            public String name() {
                return "forgetful";
            }

            @Override
            public boolean permits(Question question) {
                return rules.rules(question.pair()).stream().anyMatch(rule -> rule.permit() && rule.fits(question));
            }
        };

        assertThat(RulesBench.disagreements(rules, questions, List.of(forgetful)))
                .isNotEmpty();
    }
}
