package org.kivuko.hub.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Writes a thread as the hub tells it for somebody at a terminal, one message after the other. Pure functions. */
public final class ThreadText {
    private ThreadText() {}

    /** @param thread the document of {@code GET /v1/threads/{agency}/{id}} */
    public static String of(JsonNode thread) {
        var lines = new ArrayList<String>();
        thread.path("messages").forEach(message -> add(lines, message));
        return String.join(System.lineSeparator(), lines);
    }

    private static void add(List<String> lines, JsonNode message) {
        lines.add(message.path("acceptedAt").asText() + "  "
                + message.path("message").asText() + "  " + kind(message));
        message.path("references").forEach(reference -> lines.add("    refers to " + reference.asText()));
        message.path("recipients").forEach(recipient -> lines.add("    " + recipient(recipient)));
        message.path("clocks").forEach(clock -> lines.add("    " + clock(clock)));
    }

    /** {@code alert Alert DOC-STOLEN}, {@code reply}. */
    private static String kind(JsonNode message) {
        String type = message.path("type").asText().replaceAll("^kivuko\\.|\\.v1$", "");
        return String.join(
                        " ",
                        type,
                        message.path("msgType").asText(),
                        message.path("alertType").asText())
                .strip();
    }

    private static String recipient(JsonNode recipient) {
        var words = new ArrayList<String>();
        words.add(recipient.path("agency").asText());
        for (String member : List.of("outcome", "reason", "state")) {
            if (recipient.has(member)) {
                words.add(recipient.get(member).asText());
            }
        }
        return "to " + String.join(" ", words);
    }

    private static String clock(JsonNode clock) {
        String what = clock.path("what").asText("answer").equals("acknowledgement") ? "acknowledge" : "answer";
        String at =
                clock.has("answeredAt") ? ", came " + clock.get("answeredAt").asText() : "";
        return clock.path("agency").asText() + " is to " + what + " by "
                + clock.path("until").asText() + at + ": "
                + clock.path("standing").asText();
    }
}
