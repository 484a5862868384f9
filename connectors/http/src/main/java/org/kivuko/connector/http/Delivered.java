package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.MessageJson;

/** Writes what was leased. The messages are put in as they lie on the shelf, byte for byte. */
final class Delivered {
    private static final String AGENCIES = "/agencies/";

    private Delivered() {}

    /** {@code {deliveries: [{delivery, lane, linknumber, from, message}]}}. */
    static Answer deliveries(List<Shelf.Item> items) {
        return list("deliveries", items, Delivered::about, "");
    }

    /** {@code {receipts: [{delivery, message}]}}. */
    static Answer receipts(List<Shelf.Item> items) {
        return list("receipts", items, item -> "", "");
    }

    /**
     * {@code {alerts: [{delivery, lane, linknumber?, from, message}], next?}}.
     *
     * @param next base64url, so nothing of it needs escaping
     */
    static Answer alerts(List<Shelf.Item> items, Optional<String> next) {
        return list(
                "alerts",
                items,
                Delivered::about,
                next.map(mark -> ",\"next\":\"" + mark + "\"").orElse(""));
    }

    private static Answer list(String member, List<Shelf.Item> items, Function<Shelf.Item, String> about, String rest) {
        var out = new ByteArrayOutputStream();
        write(out, "{\"" + member + "\":[");
        String between = "";
        for (Shelf.Item item : items) {
            write(out, between + "{\"delivery\":\"" + item.delivery() + "\"," + about.apply(item) + "\"message\":");
            out.writeBytes(item.body());
            write(out, "}");
            between = ",";
        }
        write(out, "]" + rest + "}");
        return Answer.content(Answer.JSON, out.toByteArray());
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

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
