package org.kivuko.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

/**
 * A message that a test writes. Places are named as in agreements, from {@code data} on ({@code subject.document.number}), and those of
 * the envelope with a slash before them ({@code /purpose}). Each change makes another message; immutable.
 */
public final class TestMessage {
    private static final Duration EXPIRES_IN = Duration.ofDays(1);

    private final ObjectNode event;

    private TestMessage(ObjectNode event) {
        this.event = event;
    }

    /** One that is written as JSON. */
    public static TestMessage of(String json) {
        return new TestMessage((ObjectNode) MessageJson.tree(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** One that lies in a file, as JSON. */
    public static TestMessage of(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the message of this test cannot be read", e);
        }
    }

    /** One of maps, lists, texts, numbers and truth values. */
    public static TestMessage of(Map<String, ?> members) {
        return new TestMessage((ObjectNode) node(members));
    }

    static TestMessage alert(AgencyId sender, String to, String alertType, Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", UUID.randomUUID().toString());
        event.put("source", sender.source()).put("type", "kivuko.alert.v1").put("time", time.toString());
        event.put("to", to).put("purpose", "border-check");
        event.put("expires", time.plus(EXPIRES_IN).toString());
        ObjectNode data = event.putObject("data").put("msgType", "Alert").put("alertType", alertType);
        data.putArray("category").add("Security");
        data.put("urgency", "Expected").put("severity", "Moderate").put("certainty", "Observed");
        return new TestMessage(event);
    }

    /** The same with this value at a place; objects on the way are made where they are missing. */
    public TestMessage with(String place, Object value) {
        ObjectNode copy = event.deepCopy();
        ObjectNode parent = copy;
        String[] steps = steps(place);
        for (int step = 0; step < steps.length - 1; step++) {
            parent = parent.withObjectProperty(steps[step]);
        }
        parent.set(steps[steps.length - 1], node(value));
        return new TestMessage(copy);
    }

    /** The same without what stands at a place. */
    public TestMessage without(String place) {
        ObjectNode copy = event.deepCopy();
        JsonNode parent = copy;
        String[] steps = steps(place);
        for (int step = 0; step < steps.length - 1; step++) {
            parent = parent.path(steps[step]);
        }
        if (parent instanceof ObjectNode object) {
            object.remove(steps[steps.length - 1]);
        }
        return new TestMessage(copy);
    }

    /** The same under an id that nothing else has, written at this instant, and no longer expired a day later. */
    public TestMessage anew(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        TestMessage fresh = with("/id", UUID.randomUUID().toString()).with("/time", time.toString());
        return event.has("expires")
                ? fresh.with("/expires", time.plus(EXPIRES_IN).toString())
                : fresh;
    }

    private static String[] steps(String place) {
        String whole = place.startsWith("/") ? place.substring(1) : "data." + place;
        return whole.split("\\.", -1);
    }

    /** The id under which its sender knows it. */
    public String id() {
        return event.path("id").asText();
    }

    /** As JSON. */
    public ObjectNode json() {
        return event.deepCopy();
    }

    /** As it is posted, UTF-8. */
    public byte[] bytes() {
        return MessageJson.write(event);
    }

    private static JsonNode node(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof JsonNode node) {
            return node.deepCopy();
        }
        if (value instanceof Map<?, ?> members) {
            ObjectNode object = nodes.objectNode();
            members.forEach((name, member) -> object.set(name.toString(), node(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            list.forEach(element -> array.add(node(element)));
            return array;
        }
        if (value instanceof Boolean truth) {
            return nodes.booleanNode(truth);
        }
        if (value instanceof Integer || value instanceof Long) {
            return nodes.numberNode(((Number) value).longValue());
        }
        return nodes.textNode(String.valueOf(value));
    }

    /** Shows its id and nothing else. */
    @Override
    public String toString() {
        return "TestMessage[" + id() + "]";
    }
}
