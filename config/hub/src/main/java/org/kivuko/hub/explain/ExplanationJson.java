package org.kivuko.hub.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kivuko.agreement.RuleAnswer;
import org.kivuko.agreement.RuleAnswer.Said;
import org.kivuko.exchange.DecisionWriter;

/** An explanation for programs: the decision of the dry run, with what every rule said beside it. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /**
     * Writes the decision of the contract with the member {@code answers}:
     * {@code [{rule, kind, instrument, article?, said, step?, nearest, words}]}; {@code said} is {@code matches}, {@code no}
     * or {@code not-meant}.
     */
    public static ObjectNode of(Subject subject) {
        var decision =
                DecisionWriter.decision(subject.message(), subject.explanation().ruling(), true);
        var answers = decision.putArray("answers");
        var words = new AnswerWords(subject);
        for (RuleAnswer answer : subject.explanation().rules()) {
            var json = answers.addObject();
            json.put("rule", answer.name());
            json.put("kind", answer.rule().kind().code());
            json.put("instrument", answer.agreement().instrument().name());
            answer.agreement().instrument().article().ifPresent(article -> json.put("article", article));
            json.put("said", answer.matches() ? "matches" : answer.said() instanceof Said.No ? "no" : "not-meant");
            if (answer.said() instanceof Said.No no) {
                json.put("step", no.step().code());
            }
            json.put("nearest", answer.nearest());
            json.put("words", words.of(answer));
        }
        return decision;
    }
}
