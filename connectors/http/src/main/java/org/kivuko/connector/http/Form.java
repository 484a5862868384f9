package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.Code;
import org.kivuko.model.MessageJson;

/** The forms in which one delivery is served: every message as JSON, those that another form can show also in that form. */
final class Form {
    private Form() {}

    static Answer answer(byte[] message, String accept) {
        ObjectNode tree = (ObjectNode) MessageJson.tree(message);
        var types = new ArrayList<>(Formats.JSON.mediaTypes());
        Formats.writing(tree.path("type").asText())
                .filter(form -> form != Formats.JSON)
                .forEach(form -> types.add(form.servedAs()));
        return Accept.choose(accept, types)
                .map(type -> Answer.content(
                        type,
                        Formats.of(type)
                                .filter(form -> form != Formats.JSON)
                                .map(form -> form.write(tree))
                                .orElse(message)))
                .orElseGet(() -> Problem.of(Code.NOT_ACCEPTABLE, "Served as " + String.join(", ", types)));
    }
}
