package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;

/** What all calls have in common that take an object of JSON, and no message. Pure functions. */
final class JsonBody {
    private JsonBody() {}

    /** The body as an object; empty where it is none. */
    static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.of(MessageJson.tree(body)).filter(JsonNode::isObject);
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }

    /** The body as an object; where it is none, a node without a member. */
    static JsonNode members(byte[] body) {
        return tree(body).orElse(MissingNode.getInstance());
    }

    /** A member that is not known, told without its name: that could be anything. */
    static void addUnknown(JsonNode tree, Set<String> known, List<Fault> faults) {
        var unknown = new HashSet<String>();
        tree.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            String names = String.join(", ", new TreeSet<>(known));
            faults.add(new Fault("", Code.SCHEMA_VIOLATION, "no other members than " + names + " are taken"));
        }
    }

    /** Whether it is a text that says something, in so many characters at most. */
    static boolean isText(JsonNode value, int longest) {
        return value.isTextual() && !value.asText().isBlank() && value.asText().length() <= longest;
    }
}
