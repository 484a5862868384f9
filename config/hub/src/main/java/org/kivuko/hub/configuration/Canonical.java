package org.kivuko.hub.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.signing.AgreementText;

/** Turns the file of an agreement into the JSON that its parties sign: whole numbers and truth values as such, all else text. */
final class Canonical {
    // Larger ones would not be the same number in every JSON reader (RFC 7493, 2.2); they stay text.
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,14}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Canonical() {}

    static AgreementText text(Agreement agreement, Value file) {
        return AgreementText.of(agreement.id(), agreement.version(), (ObjectNode) json(file.node()));
    }

    /** The tree as JSON. */
    static JsonNode json(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (node instanceof YamlNode.Sequence sequence) {
            var list = JSON.arrayNode();
            sequence.items().forEach(item -> list.add(json(item)));
            return list;
        }
        return node instanceof YamlNode.Scalar scalar ? scalar(scalar) : JSON.nullNode();
    }

    private static JsonNode scalar(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (scalar.isEmpty()) {
            return JSON.nullNode();
        }
        if (scalar.plain() && WHOLE.matcher(text).matches()) {
            return JSON.numberNode(Long.parseLong(text));
        }
        return scalar.plain() && (text.equals("true") || text.equals("false"))
                ? JSON.booleanNode(text.equals("true"))
                : JSON.textNode(text);
    }
}
