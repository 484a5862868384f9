package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.kivuko.model.AgencyId;

/**
 * What an agency answers to what it is handed: an Ack where one is asked for, a reply to every question, and to one in four of what is
 * looked for.
 *
 * <p>For one thread.
 */
public final class Answering {
    private static final int ONE_ALERT_IN = 4;

    private final InventedMessages messages;
    private int turns;

    /** @param messages in whose time answers are written */
    public Answering(InventedMessages messages) {
        this.messages = messages;
    }

    /** @param delivery as the inbox hands it out */
    List<ObjectNode> to(AgencyId agency, JsonNode delivery) {
        var answers = new ArrayList<ObjectNode>();
        JsonNode message = delivery.path("message");
        if (owesAck(delivery)) {
            String sender = delivery.path("from").asText();
            answers.add(messages.acknowledgement(
                    agency,
                    sender + "/" + message.path("id").asText(),
                    sender,
                    message.path("data").path("alertType").asText(),
                    message.path("purpose").asText()));
        }
        if (wantsReply(message)) {
            boolean found = turns % (2 * ONE_ALERT_IN) == 1;
            answers.add(messages.reply(agency, message, found));
        }
        return answers;
    }

    /** Who owes an acknowledgement gives it; others are not asked, and mostly may not answer. */
    private static boolean owesAck(JsonNode delivery) {
        JsonNode message = delivery.path("message");
        return "urgent".equals(delivery.path("lane").asText())
                && message.has("ackby")
                && "Alert".equals(message.path("data").path("msgType").asText());
    }

    private boolean wantsReply(JsonNode message) {
        JsonNode data = message.path("data");
        String alertType = data.path("alertType").asText();
        boolean question = message.path("type").asText().equals("kivuko.request.v1");
        boolean lookedFor = (alertType.startsWith("DOC-") || alertType.equals("PER-MISSING"))
                && data.path("msgType").asText().equals("Alert");
        return question || (lookedFor && turns++ % ONE_ALERT_IN == 0);
    }
}
