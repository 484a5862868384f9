package org.kivuko.connector.http;

import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.MessageFormat;
import org.kivuko.model.Code;

/** The forms in which one delivery is served. */
final class Form {
    private static final List<String> JSON = List.of(MessageFormat.JSON.mediaType(), Answer.JSON);

    private Form() {}

    static Answer answer(byte[] message, String accept) {
        Optional<String> form = Accept.choose(accept, JSON);
        return form.map(type -> Answer.content(type, message))
                .orElseGet(() -> Problem.of(Code.NOT_ACCEPTABLE, "Served as " + String.join(", ", JSON)));
    }
}
