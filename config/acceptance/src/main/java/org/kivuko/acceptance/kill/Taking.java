package org.kivuko.acceptance.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;

/** How what an agency takes is written down: deliveries and receipts, from whichever door. */
@FunctionalInterface
interface Taking {
    Taking DELIVERIES = (delivery, message) -> new Line.Handed(
            delivery,
            message.path("lane").asText(),
            message.path("linknumber").asLong(),
            message.path("source").asText().replace("/agencies/", ""),
            message.path("id").asText(),
            !message.toString().contains(Planned.MUST_NOT_CROSS));

    Taking RECEIPTS = (delivery, message) -> {
        JsonNode data = message.path("data");
        var outcomes = new TreeMap<String, String>();
        data.path("recipients")
                .forEach(recipient -> outcomes.put(
                        recipient.path("agency").asText(),
                        recipient.path("outcome").asText()));
        String status = data.path("status").asText();
        String code = data.path("code").asText("");
        return new Line.Receipt(
                delivery, data.path("id").asText("-"), code.isEmpty() ? status : status + ":" + code, outcomes);
    };

    /** The line for a message that came under this delivery id. */
    Line line(String delivery, JsonNode message);
}
