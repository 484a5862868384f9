package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kivuko.model.Reading;

/** Looks at the configuration folder before it is put in force: its faults, what it changes, what it guarantees. */
final class AnalysisCalls {
    static final String PROOF = "/v1/ops/configuration/proof";

    private final Analyses analyses;

    AnalysisCalls(Analyses analyses) {
        this.analyses = analyses;
    }

    Answer check(Call call) {
        return Answer.json(200, analyses.check());
    }

    Answer diff(Call call) {
        return answer(200, analyses.diff());
    }

    Answer prove(Call call) {
        var answer = answer(202, analyses.prove());
        return answer.status() == 202 ? answer.with("Location", PROOF) : answer;
    }

    Answer proof(Call call) {
        return Answer.json(200, analyses.proof());
    }

    private static Answer answer(int status, Reading<ObjectNode> reading) {
        return reading instanceof Reading.Refused<ObjectNode> refused
                ? Problem.of(refused.faults())
                : Answer.json(status, ((Reading.Accepted<ObjectNode>) reading).value());
    }
}
