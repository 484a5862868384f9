package org.kivuko.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;

/** How the HTTP door's warnings travel beside a message to its outbox: codes and places, no content. Pure functions. */
public final class Warnings {
    private Warnings() {}

    /** As text for a property. */
    public static String text(List<Fault> warnings) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ReceiptWriter.faults(array, warnings);
        return new String(MessageJson.write(array), StandardCharsets.UTF_8);
    }

    /** From the text of a property that the hub wrote. */
    public static List<Fault> read(String text) {
        var warnings = new ArrayList<Fault>();
        for (JsonNode each : MessageJson.tree(text.getBytes(StandardCharsets.UTF_8))) {
            warnings.add(new Fault(
                    each.get("pointer").asText(),
                    Code.valueOf(each.get("code").asText()),
                    each.get("detail").asText()));
        }
        return warnings;
    }
}
