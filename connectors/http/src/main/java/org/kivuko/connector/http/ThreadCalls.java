package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.kivuko.model.MessageKey;

/** Asking for questions, their answers and clocks. */
final class ThreadCalls {
    private final HttpPorts.ThreadSource threads;

    ThreadCalls(HttpPorts.ThreadSource threads) {
        this.threads = threads;
    }

    /** A thread that the caller has no part in and one that never was are the same to whoever asks. */
    Answer thread(Call call) {
        Optional<ObjectNode> found = MessageKey.parse(
                        call.path().get("agency") + "/" + call.path().get("id"))
                .flatMap(key -> threads.read(key, call.agency()));
        return found.map(document -> Answer.json(200, document)).orElseGet(Problem::notFound);
    }
}
