package org.kivuko.hub.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The script of an exercise as YAML, turned into the JSON that a hub takes. What is in it the hub reads; here only its form is looked
 * at. Without quotes {@code true}, {@code false} and numbers are what they look like, everything else is a text. Immutable.
 */
public final class ScriptFile {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile(WHOLE.pattern() + "\\.[0-9]{1,18}");

    private final Path file;
    private final YamlNode root;
    private final JsonNode json;

    private ScriptFile(Path file, YamlNode root) {
        this.file = file;
        this.root = root;
        this.json = json(root);
    }

    /** A script, or what is wrong with its file. */
    public sealed interface Outcome {
        record Read(ScriptFile script) implements Outcome {}

        record Refused(List<Problem> problems) implements Outcome {}
    }

    /** Reads a file. */
    public static Outcome read(Path file) {
        var report = new Report(file.toString());
        Optional<YamlNode> root = ConfigurationFiles.node(file, report);
        root.filter(node -> !(node instanceof YamlNode.Mapping))
                .ifPresent(node -> report.add(
                        node.line(), "", "expected 'injects' and a list", "write 'injects:' in the first line"));
        return report.isClean() && root.isPresent()
                ? new Outcome.Read(new ScriptFile(file, root.get()))
                : new Outcome.Refused(report.problems());
    }

    /** What the hub takes; a new one each time. */
    public JsonNode json() {
        return json.deepCopy();
    }

    /** Where in the file that stands which the hub names by a JSON pointer. */
    public String place(String pointer) {
        return file + ":" + root.lineAt(pointer.startsWith("/") ? pointer.substring(1) : pointer);
    }

    private static JsonNode json(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (node instanceof YamlNode.Sequence sequence) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            sequence.items().forEach(item -> list.add(json(item)));
            return list;
        }
        return node instanceof YamlNode.Scalar scalar ? json(scalar) : JsonNodeFactory.instance.nullNode();
    }

    private static JsonNode json(YamlNode.Scalar scalar) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String text = scalar.text();
        if (!scalar.plain()) {
            return nodes.textNode(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return nodes.booleanNode(text.equals("true"));
        }
        if (WHOLE.matcher(text).matches()) {
            return nodes.numberNode(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? nodes.numberNode(new BigDecimal(text)) : nodes.textNode(text);
    }
}
