package org.kivuko.model.cap;

import static org.kivuko.model.cap.CapTree.objects;
import static org.kivuko.model.cap.CapTree.text;
import static org.kivuko.model.cap.CapTree.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.kivuko.model.AlertType;
import org.kivuko.model.Category;

/**
 * The info blocks of an alert whose {@code data.cap} was not kept or never was: one per language of {@code texts}, one where
 * there is none. What CAP demands and the members do not hold is filled with CAP's own word for not known.
 */
final class CapInfoRendering {
    private static final String UNKNOWN = "Unknown";

    private final ObjectNode event;
    private final JsonNode data;

    private CapInfoRendering(ObjectNode event) {
        this.event = event;
        this.data = event.path("data");
    }

    static List<ObjectNode> infos(ObjectNode event) {
        var rendering = new CapInfoRendering(event);
        List<ObjectNode> words = objects(rendering.data, "texts");
        return words.isEmpty()
                ? List.of(rendering.info(event.objectNode()))
                : words.stream().map(rendering::info).toList();
    }

    private ObjectNode info(ObjectNode words) {
        ObjectNode info = event.objectNode();
        String type = text(data, "alertType").orElse(AlertType.PUBLIC_WARNING.code());
        text(words, "language").ifPresent(language -> info.put("language", language));
        copyTexts("category", info);
        if (info.path("category").isEmpty()) {
            info.putArray("category").add(Category.OTHER.code());
        }
        info.put("event", text(words, "event").orElse(type));
        copyTexts("responseType", info);
        for (String name : List.of("urgency", "severity", "certainty")) {
            info.put(name, text(data, name).orElse(UNKNOWN));
        }
        CapTree.addPair(info.putArray("eventCode"), CapNames.ALERT_TYPE, type);
        objects(data, "eventCodes").forEach(info.withArray("/eventCode")::add);
        text(data, "onset").ifPresent(onset -> info.put("onset", CapRendering.time(onset)));
        text(event, "expires").ifPresent(expires -> info.put("expires", CapRendering.time(expires)));
        for (String name : List.of("headline", "description", "instruction")) {
            text(words, name).ifPresent(said -> info.put(name, said));
        }
        objects(data, "parameters").forEach(info.withArray("/parameter")::add);
        objects(data, "resources").forEach(info.withArray("/resource")::add);
        objects(data, "areas").forEach(area -> info.withArray("/area").add(area(area)));
        return info;
    }

    private static ObjectNode area(ObjectNode area) {
        ObjectNode rendered = area.objectNode();
        rendered.put(
                "areaDesc",
                text(area, "name")
                        .or(() -> text(area, "post"))
                        .or(() -> text(area, "unlocode"))
                        .orElse("-"));
        texts(area, "polygons").forEach(rendered.withArray("/polygon")::add);
        texts(area, "circles").forEach(rendered.withArray("/circle")::add);
        ArrayNode geocodes = rendered.putArray("geocode");
        text(area, "post").ifPresent(post -> CapTree.addPair(geocodes, CapNames.POST, post));
        text(area, "unlocode").ifPresent(unlocode -> CapTree.addPair(geocodes, CapNames.UNLOCODE, unlocode));
        objects(area, "geocodes").forEach(geocodes::add);
        for (String name : List.of("altitude", "ceiling")) {
            CapTree.number(area, name).ifPresent(height -> rendered.put(name, height.toPlainString()));
        }
        return rendered;
    }

    private void copyTexts(String name, ObjectNode info) {
        texts(data, name).forEach(info.withArray("/" + name)::add);
    }
}
