package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Changing the agreements: acts of parties, and a configuration that is read again. */
final class RuleCalls {
    /** Where acts are handed in, each as a compact JWS. */
    static final String ACTS = "/v1/acts";

    static final String JWS = "application/jose";

    private final HttpPorts ports;

    RuleCalls(HttpPorts ports) {
        this.ports = ports;
    }

    static boolean takes(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).equals(JWS);
    }

    Answer act(Call call) {
        String jws = new String(call.body(), StandardCharsets.US_ASCII);
        return answer(201, ports.rules().act(jws, call.caller().orElseThrow()));
    }

    /** A national protocol is nobody else's matter. */
    Answer acts(Call call) {
        String id = call.path().get("id");
        boolean concerned = ports.rulebook().agreements().all().stream()
                .filter(agreement -> agreement.id().equals(id))
                .anyMatch(call::mayKnow);
        return (concerned ? ports.rules().acts(id) : Optional.<ObjectNode>empty())
                .map(document -> Answer.json(200, document))
                .orElseGet(Problem::notFound);
    }

    Answer reload(Call call) {
        return answer(200, ports.rules().reload());
    }

    private static Answer answer(int status, RuleChanges.Result result) {
        return result instanceof RuleChanges.Done done
                ? Answer.json(status, done.json())
                : Problem.of(((RuleChanges.Refused) result).faults());
    }
}
