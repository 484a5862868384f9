package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.DryRun;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.limit.OverQuota;
import org.kivuko.exchange.limit.Traffic;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Reading;
import org.kivuko.operations.people.Operator;

/** The dry run: what would become of a message; and for operators, why. */
final class DecisionCalls {
    private final HttpPorts ports;
    private final HttpPorts.Trial trial;
    private final HttpPorts.Explainer explainer;

    DecisionCalls(HttpPorts ports) {
        this.ports = ports;
        this.trial = ports.trial();
        this.explainer = ports.explainer();
    }

    Answer explain(Call call) {
        if (isOutOfScope(call, body -> body.path("message"))) {
            return Problem.notAllowed();
        }
        Reading<ObjectNode> answer = explainer.explain(call.body());
        return answer instanceof Reading.Refused<ObjectNode> refused
                ? Problem.of(refused.faults())
                : Answer.json(200, ((Reading.Accepted<ObjectNode>) answer).value());
    }

    /**
     * What would become of a message is told from what was sent before, and from rules that are no stranger's matter. The body is
     * looked into for those alone who do not see everything.
     */
    private static boolean isOutOfScope(Call call, UnaryOperator<JsonNode> message) {
        return call.knownOperator()
                .map(Operator::scope)
                .filter(scope -> !scope.everything())
                .filter(scope -> sender(message.apply(JsonBody.members(call.body())))
                        .filter(scope::covers)
                        .isEmpty())
                .isPresent();
    }

    private static Optional<AgencyId> sender(JsonNode message) {
        return AgencyId.parseSource(message.path("source").asText());
    }

    Answer decide(Call call) {
        if (isOutOfScope(call, UnaryOperator.identity())) {
            return Problem.notAllowed();
        }
        Reading<Beside> beside = MessageCalls.beside(call);
        if (beside instanceof Reading.Refused<Beside> refused) {
            return Problem.of(400, refused.faults());
        }
        Instant now = ports.clock().instant();
        Optional<OverQuota> over = call.caller()
                .filter(Caller.OfAgency.class::isInstance)
                .flatMap(caller -> ports.quotas().take(call.agency(), call.body().length, Traffic.BULK, now));
        if (over.isPresent()) {
            return Problem.of(over.get(), now);
        }
        DryRun.Result result = trial.decide(
                call.body(),
                call.contentType(),
                call.caller().orElseThrow(),
                ((Reading.Accepted<Beside>) beside).value());
        return result instanceof DryRun.Refused refused
                ? Problem.of(refused.faults())
                : Answer.json(200, ((DryRun.Decided) result).json());
    }
}
