package org.kivuko.connector.http;

import java.util.List;
import org.kivuko.model.Code;

/** The border posts for maps, for every caller. */
final class PostCalls {
    static final String GEO_JSON = "application/geo+json";

    private static final List<String> FORMS = List.of(GEO_JSON, Answer.JSON);

    private final HttpPorts ports;

    PostCalls(HttpPorts ports) {
        this.ports = ports;
    }

    Answer posts(Call call) {
        return Accept.choose(call.accept(), FORMS)
                .map(type -> Answer.content(
                        type, PostMap.write(ports.rulebook().agreements().directory())))
                .orElseGet(() -> Problem.of(Code.NOT_ACCEPTABLE, "Served as " + String.join(", ", FORMS)));
    }
}
