package org.kivuko.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.agreement.FieldPaths;
import org.kivuko.agreement.FieldPaths.Leaf;
import org.kivuko.model.MessageType;

/** The paths of what stands in the data of a message, and which of them a rule or guarantee names. Pure functions. */
final class Paths {
    private static final Map<MessageType, Map<String, Leaf>> LEAVES = new EnumMap<>(MessageType.class);

    static {
        for (MessageType type : MessageType.values()) {
            LEAVES.put(type, FieldPaths.leaves(type).stream().collect(Collectors.toMap(Leaf::path, leaf -> leaf)));
        }
    }

    private Paths() {}

    /** The leaves that stand in this data; of what no leaf is known, the path where it stands. */
    static Set<String> of(MessageType type, ObjectNode data) {
        var found = new HashSet<String>();
        collect(data, "", LEAVES.get(type).keySet(), found);
        return found;
    }

    private static void collect(JsonNode node, String path, Set<String> leaves, Set<String> found) {
        if (leaves.contains(path) || node.isValueNode()) {
            found.add(path);
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, path + "[]", leaves, found));
        } else {
            var above = path.isEmpty() ? "" : path + ".";
            node.properties().forEach(entry -> collect(entry.getValue(), above + entry.getKey(), leaves, found));
        }
    }

    /** Whether a path stands in every release. */
    static boolean always(MessageType type, String path) {
        var leaf = LEAVES.get(type).get(path);
        return leaf != null && leaf.always();
    }

    static boolean freeText(MessageType type, String path) {
        var leaf = LEAVES.get(type).get(path);
        return leaf != null && leaf.freeText();
    }

    /** Whether one of these words of an agreement names the path. */
    static boolean named(MessageType type, String path, List<String> words) {
        var leaf = LEAVES.get(type).get(path);
        return words.stream()
                .anyMatch(word -> word.equals(FieldPaths.EVERYTHING)
                        || (word.equals(FieldPaths.CORE) ? leaf != null && leaf.core() : names(word, path)));
    }

    /** A path names its member and all below it; a final {@code .*} changes nothing. */
    private static boolean names(String word, String path) {
        var member = word.endsWith(".*") ? word.substring(0, word.length() - 2) : word;
        var plain = member.endsWith("[]") ? member.substring(0, member.length() - 2) : member;
        return path.equals(plain) || path.startsWith(plain + ".") || path.startsWith(plain + "[].");
    }
}
