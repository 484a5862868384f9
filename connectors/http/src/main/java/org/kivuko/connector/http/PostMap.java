package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageJson;

/**
 * The border posts for maps (GeoJSON, RFC 7946): where they are, which crossings they are sides of, which agencies work there. All of it
 * stands in the configuration and is the same for everybody; nothing says what goes through. Stateless.
 */
public final class PostMap {
    private PostMap() {}

    /** As {@code GET /v1/posts} answers. */
    public static byte[] write(Directory directory) {
        return MessageJson.write(collection(directory));
    }

    private static ObjectNode collection(Directory directory) {
        Map<String, ObjectNode> features = new TreeMap<>();
        for (Directory.Crossing crossing : directory.crossings()) {
            for (Directory.Side side : crossing.sides()) {
                ObjectNode feature = features.computeIfAbsent(side.post(), post -> feature(directory, crossing, side));
                ((ArrayNode) feature.path("properties").path("crossings")).add(crossing(crossing, side));
            }
        }
        ObjectNode collection = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
        features.values().forEach(collection.putArray("features")::add);
        return collection;
    }

    /** A post once, also where it is a side of several crossings. */
    private static ObjectNode feature(Directory directory, Directory.Crossing crossing, Directory.Side side) {
        ObjectNode feature =
                JsonNodeFactory.instance.objectNode().put("type", "Feature").put("id", side.post());
        side.point().ifPresentOrElse(point -> geometry(feature, point), () -> feature.putNull("geometry"));
        ObjectNode properties = feature.putObject("properties");
        properties.put("post", side.post()).put("name", crossing.name()).put("state", side.state());
        directory.state(side.state()).ifPresent(state -> properties.put("stateName", state.name()));
        side.unlocode().ifPresent(code -> properties.put("unlocode", code));
        side.operatedBy().ifPresent(operator -> properties.put("operatedBy", operator));
        side.agencies().stream().map(AgencyId::toString).forEach(properties.putArray("agencies")::add);
        properties.putArray("crossings");
        return feature;
    }

    /** GeoJSON writes the longitude first, the configuration the latitude. */
    private static void geometry(ObjectNode feature, List<Double> point) {
        feature.putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(point.get(1))
                .add(point.get(0));
    }

    private static ObjectNode crossing(Directory.Crossing crossing, Directory.Side own) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("crossing", crossing.id())
                .put("oneStop", crossing.oneStop())
                .put("verify", crossing.verify());
        crossing.sides().stream()
                .map(Directory.Side::post)
                .filter(post -> !post.equals(own.post()))
                .forEach(post -> json.put("faces", post));
        return json;
    }
}
