package org.kivuko.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.kivuko.model.MessageJson;

/** What lies on the shelf as agencies get it, at whichever door: the message in it byte for byte. Pure functions. */
public final class ItemJson {
    private static final String AGENCIES = "/agencies/";

    private ItemJson() {}

    /** {@code {delivery, lane, linknumber?, from?, message}}, UTF-8. */
    public static byte[] delivery(Shelf.Item item) {
        return around(item, about(item));
    }

    /** {@code {delivery, message}}, UTF-8. */
    public static byte[] receipt(Shelf.Item item) {
        return around(item, "");
    }

    private static byte[] around(Shelf.Item item, String about) {
        var out = new ByteArrayOutputStream(item.body().length + 200);
        out.writeBytes(utf8("{\"delivery\":\"" + item.delivery() + "\"," + about + "\"message\":"));
        out.writeBytes(item.body());
        out.writeBytes(utf8("}"));
        return out.toByteArray();
    }

    /** Nothing here needs escaping: a word of a list, a number, a code of an agency. */
    private static String about(Shelf.Item item) {
        JsonNode message = MessageJson.tree(item.body());
        String source = message.path("source").asText();
        // What comes from the hub itself (a void) is from no agency.
        String from = source.startsWith(AGENCIES) ? "\"from\":\"" + source.substring(AGENCIES.length()) + "\"," : "";
        String number = message.has("linknumber")
                ? "\"linknumber\":" + message.path("linknumber").asLong() + ","
                : "";
        return "\"lane\":\"" + item.lane().code() + "\"," + number + from;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
