package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.exchange.Caller;
import org.kivuko.model.Code;

/** The agreements in force, as far as they concern the caller: a national protocol is nobody else's matter. */
final class AgreementCalls {
    private final HttpPorts ports;

    AgreementCalls(HttpPorts ports) {
        this.ports = ports;
    }

    Answer list(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("agreements");
        inForce(call.caller().orElseThrow()).map(AgreementJson::summary).forEach(list::add);
        return Answer.json(200, document);
    }

    Answer one(Call call) {
        String id = call.path().get("id");
        return inForce(call.caller().orElseThrow())
                .filter(agreement -> agreement.id().equals(id))
                .max(Comparator.comparingInt(Agreement::version))
                .map(agreement -> Answer.json(200, AgreementJson.whole(agreement)))
                .orElseGet(() -> Problem.of(Code.NOT_FOUND, Code.NOT_FOUND.title()));
    }

    private Stream<Agreement> inForce(Caller caller) {
        Instant now = ports.clock().instant();
        return ports.rulebook().agreements().inForce(now).stream().filter(agreement -> concerns(agreement, caller));
    }

    static boolean concerns(Agreement agreement, Caller caller) {
        boolean national = agreement.parties().size() == 1;
        return !national
                || !(caller instanceof Caller.OfAgency own)
                || agreement.parties().contains(own.agency().state());
    }
}
