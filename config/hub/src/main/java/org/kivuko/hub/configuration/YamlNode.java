package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Map;

/** A YAML document as it was written: no scalar has been turned into anything, every node knows its line (from 1). */
sealed interface YamlNode {
    int line();

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
