package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.MessageFormat;
import org.kivuko.model.Code;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;
import org.kivuko.model.cap.CapWriter;

/** The forms in which one delivery is served: every message as JSON, alerts also as CAP. */
final class Form {
    private static final String CAP = MessageFormat.CAP.mediaType();

    private Form() {}

    static Answer answer(byte[] message, String accept) {
        var forms = new ArrayList<>(List.of(MessageFormat.JSON.mediaType(), Answer.JSON));
        ObjectNode tree = (ObjectNode) MessageJson.tree(message);
        if (tree.path("type").asText().equals(MessageType.ALERT.code())) {
            forms.add(CAP);
        }
        Optional<String> form = Accept.choose(accept, forms);
        return form.map(type -> Answer.content(type, type.equals(CAP) ? CapWriter.write(tree) : message))
                .orElseGet(() -> Problem.of(Code.NOT_ACCEPTABLE, "Served as " + String.join(", ", forms)));
    }
}
