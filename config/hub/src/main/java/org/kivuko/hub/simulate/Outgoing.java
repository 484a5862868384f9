package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.MessageJson;

/**
 * A message ready to be posted, as often as it has to be.
 *
 * @param query what is said beside it, for CAP
 */
record Outgoing(String id, byte[] body, String mediaType, Map<String, String> query) {
    static Outgoing json(ObjectNode event) {
        return new Outgoing(event.get("id").asText(), MessageJson.write(event), Formats.JSON.mediaType(), Map.of());
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Outgoing[" + id + "]";
    }
}
