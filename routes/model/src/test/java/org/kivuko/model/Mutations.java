package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Every small harm that can be done to a tree, one at a time. */
final class Mutations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode original;
    private final List<Mutation> found = new ArrayList<>();

    private Mutations(ObjectNode original) {
        this.original = original;
    }

    record Mutation(String name, ObjectNode tree) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mutation> of(ObjectNode original) {
        Mutations mutations = new Mutations(original);
        mutations.visit("", original);
        return mutations.found;
    }

    private void visit(String pointer, JsonNode node) {
        if (node instanceof ObjectNode object) {
            change("unknown member in", pointer, at -> ((ObjectNode) at).put("unknownMember", 1));
            object.properties().forEach(member -> {
                String below = pointer + "/" + member.getKey();
                change("without", below, pointer, at -> ((ObjectNode) at).remove(member.getKey()));
                replacements(member.getValue())
                        .forEach(value -> change("set to " + shown(value), below, pointer, at -> ((ObjectNode) at)
                                .set(member.getKey(), value)));
                visit(below, member.getValue());
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                JsonNode element = list.get(i);
                change("twice", pointer + "/" + i, pointer, at -> ((ArrayNode) at).add(element.deepCopy()));
                replacements(element)
                        .forEach(value ->
                                change("set to " + shown(value), pointer + "/" + index, pointer, at -> ((ArrayNode) at)
                                        .set(index, value)));
                visit(pointer + "/" + i, element);
            }
        }
    }

    private static List<JsonNode> replacements(JsonNode value) {
        List<JsonNode> others = new ArrayList<>(List.of(
                NODES.nullNode(),
                NODES.booleanNode(true),
                NODES.numberNode(12_345),
                NODES.numberNode(-1),
                NODES.numberNode(0),
                NODES.numberNode(1),
                NODES.numberNode(2.0),
                NODES.numberNode(1.5),
                NODES.numberNode(1e300),
                NODES.numberNode((1L << 53) - 1),
                NODES.textNode(""),
                NODES.textNode("x"),
                NODES.textNode("two\nlines"),
                NODES.textNode("bell\u0007"),
                NODES.textNode("2026-02-30"),
                NODES.textNode("2026-02-30T10:00:00Z"),
                NODES.textNode("2026-02-03T24:00:00Z"),
                NODES.textNode("é".repeat(64)),
                NODES.textNode("\uD83D\uDE00".repeat(65)),
                NODES.textNode("a".repeat(201)),
                NODES.textNode("b".repeat(501)),
                NODES.textNode("c".repeat(65_537)),
                NODES.arrayNode(),
                NODES.arrayNode().add("x"),
                NODES.arrayNode().addNull(),
                NODES.objectNode(),
                NODES.objectNode().put("x", "y")));
        if (value.isTextual()) {
            String text = value.textValue();
            others.add(NODES.textNode(text + "\n"));
            others.add(NODES.textNode(" " + text));
            others.add(NODES.textNode(text + "X"));
            others.add(NODES.textNode(text.substring(1)));
            others.add(NODES.textNode(text.toLowerCase(Locale.ROOT)));
            others.add(NODES.textNode(text.toUpperCase(Locale.ROOT)));
        }
        others.removeIf(value::equals);
        return others;
    }

    private void change(String what, String pointer, Consumer<JsonNode> harm) {
        change(what, pointer, pointer, harm);
    }

    private void change(String what, String pointer, String at, Consumer<JsonNode> harm) {
        ObjectNode tree = original.deepCopy();
        harm.accept(tree.at(at));
        found.add(new Mutation(what + " " + pointer, tree));
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 20 ? text.substring(0, 20) + "… (" + text.length() + ")" : text;
    }
}
