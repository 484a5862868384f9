package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Map;

/** A YAML document as it was written: no scalar has been turned into anything, every node knows its line (from 1). */
sealed interface YamlNode {
    int line();

    /** The line of the place that a JSON pointer names, or of the last step on the way there. */
    default int lineAt(String pointer) {
        var node = this;
        int line = node.line();
        for (var step : pointer.split("/", -1)) {
            if (node instanceof Mapping mapping && mapping.entries().containsKey(step)) {
                line = mapping.entries().get(step).line();
                node = mapping.entries().get(step).value();
            } else if (node instanceof Sequence sequence
                    && step.matches("[0-9]{1,6}")
                    && Integer.parseInt(step) < sequence.items().size()) {
                node = sequence.items().get(Integer.parseInt(step));
                line = node.line();
            }
        }
        return line;
    }

    /** @param entries in the order of the file */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {}

    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /** @param plain whether it stands without quotes and could be a number, a date or a truth value */
    record Scalar(int line, String text, boolean plain) implements YamlNode {
        /** Whether nothing was written, in one of YAML's ways. */
        boolean isEmpty() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** Something that was already reported; whoever meets it stays silent. */
    record Reported(int line) implements YamlNode {}

    /** @param line of the key */
    record Entry(int line, YamlNode value) {}
}
