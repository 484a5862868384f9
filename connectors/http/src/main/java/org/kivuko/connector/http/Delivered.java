package org.kivuko.connector.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.exchange.ItemJson;
import org.kivuko.exchange.Shelf;

/** Writes what was leased. The messages are put in as they lie on the shelf, byte for byte. */
final class Delivered {
    private Delivered() {}

    /** {@code {deliveries: [{delivery, lane, linknumber, from, message}]}}. */
    static Answer deliveries(List<Shelf.Item> items) {
        return list("deliveries", items, ItemJson::delivery, "");
    }

    /** {@code {receipts: [{delivery, message}]}}. */
    static Answer receipts(List<Shelf.Item> items) {
        return list("receipts", items, ItemJson::receipt, "");
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
                ItemJson::delivery,
                next.map(mark -> ",\"next\":\"" + mark + "\"").orElse(""));
    }

    private static Answer list(String member, List<Shelf.Item> items, Function<Shelf.Item, byte[]> form, String rest) {
        var out = new ByteArrayOutputStream();
        write(out, "{\"" + member + "\":[");
        String between = "";
        for (Shelf.Item item : items) {
            write(out, between);
            out.writeBytes(form.apply(item));
            between = ",";
        }
        write(out, "]" + rest + "}");
        return Answer.content(Answer.JSON, out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
