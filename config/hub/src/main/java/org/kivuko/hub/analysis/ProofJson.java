package org.kivuko.hub.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.kivuko.analysis.Proof;
import org.kivuko.analysis.Suspension;

/** What was proven as a document. */
public final class ProofJson {
    private ProofJson() {}

    /** {@code {holds, cases, covered, classes, crossing, milliseconds, suspendedMeansSilent?, guarantees: [...]}}. */
    public static ObjectNode of(Proof proof, List<Suspension> suspensions, Duration took) {
        var answer = JsonNodeFactory.instance
                .objectNode()
                .put("holds", proof.holds())
                .put("cases", proof.cases())
                .put("covered", proof.covered())
                .put("classes", proof.classes())
                .put("crossing", proof.crossing())
                .put("milliseconds", took.toMillis());
        if (!suspensions.isEmpty()) {
            answer.put("suspendedMeansSilent", suspensions.stream().allMatch(Suspension::holds));
        }
        var list = answer.putArray("guarantees");
        proof.findings().forEach(finding -> json(finding, list.addObject()));
        return answer;
    }

    private static void json(Proof.Finding finding, ObjectNode json) {
        json.put("guarantee", finding.guarantee().id())
                .put("says", finding.guarantee().says())
                .put("holds", finding.holds());
        finding.counterexample().ifPresent(example -> {
            var shown = json.put("cases", finding.cases())
                    .put("classes", finding.classes())
                    .putObject("counterexample");
            shown.put("recipient", example.recipient().toString())
                    .put("at", example.at().toString())
                    .put("outcome", example.ruling().outcome().code());
            example.ruling().rules().forEach(shown.putArray("rules")::add);
            shown.set("message", example.message());
        });
    }
}
