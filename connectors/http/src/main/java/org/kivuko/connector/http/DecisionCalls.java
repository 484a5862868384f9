package org.kivuko.connector.http;

import org.kivuko.exchange.DryRun;
import org.kivuko.model.Reading;
import org.kivuko.model.cap.CapQuery;

/** The dry run: what would become of a message. */
final class DecisionCalls {
    private final HttpPorts.Trial trial;

    DecisionCalls(HttpPorts.Trial trial) {
        this.trial = trial;
    }

    Answer decide(Call call) {
        Reading<CapQuery> query = MessageCalls.query(call);
        if (query instanceof Reading.Refused<CapQuery> refused) {
            return Problem.of(400, refused.faults());
        }
        DryRun.Result result = trial.decide(
                call.body(),
                call.contentType(),
                call.caller().orElseThrow(),
                ((Reading.Accepted<CapQuery>) query).value());
        return result instanceof DryRun.Refused refused
                ? Problem.of(refused.faults())
                : Answer.json(200, ((DryRun.Decided) result).json());
    }
}
