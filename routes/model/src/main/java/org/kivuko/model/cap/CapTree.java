package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looking into the mirror of a CAP document and into events. */
final class CapTree {
    private CapTree() {}

    /** The string under this name, also where it is empty. */
    static Optional<String> text(JsonNode parent, String name) {
        JsonNode node = parent.get(name);
        return node != null && node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** The string under this name where it says something. */
    static Optional<String> words(JsonNode parent, String name) {
        return text(parent, name).filter(text -> !text.isBlank());
    }

    /** The number that is written under this name. */
    static Optional<BigDecimal> number(JsonNode parent, String name) {
        try {
            return text(parent, name).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The strings of the list under this name. */
    static List<String> texts(JsonNode parent, String name) {
        var texts = new ArrayList<String>();
        parent.path(name).forEach(node -> texts.add(node.asText()));
        return texts;
    }

    /** The objects of the list under this name. */
    static List<ObjectNode> objects(JsonNode parent, String name) {
        var objects = new ArrayList<ObjectNode>();
        parent.path(name).forEach(node -> {
            if (node instanceof ObjectNode object) {
                objects.add(object);
            }
        });
        return objects;
    }

    /** The objects of all lists under this name. */
    static Stream<ObjectNode> all(List<ObjectNode> parents, String name) {
        return parents.stream().flatMap(parent -> objects(parent, name).stream());
    }

    /** The values that a list of CAP pairs has under this name. */
    static Stream<String> values(JsonNode parent, String list, String valueName) {
        return objects(parent, list).stream()
                .filter(pair -> isNamed(pair, valueName))
                .flatMap(pair -> text(pair, "value").stream());
    }

    static boolean isNamed(JsonNode pair, String valueName) {
        return text(pair, "valueName").filter(valueName::equals).isPresent();
    }

    /** Sets a list of nodes, each once, where there is any. */
    static void putSet(ObjectNode into, String name, Stream<? extends JsonNode> nodes) {
        ArrayNode list = into.arrayNode();
        nodes.distinct().forEach(list::add);
        if (!list.isEmpty()) {
            into.set(name, list);
        }
    }

    /** Adds a pair of {@code valueName} and {@code value} to a list of them. */
    static void addPair(ArrayNode pairs, String valueName, String value) {
        pairs.addObject().put("valueName", valueName).put("value", value);
    }
}
