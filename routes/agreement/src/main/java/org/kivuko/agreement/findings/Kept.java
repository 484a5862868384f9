package org.kivuko.agreement.findings;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.FieldPaths;
import org.kivuko.agreement.FieldPaths.Leaf;
import org.kivuko.agreement.Rule;
import org.kivuko.model.MessageType;

/** What of a type of message a permit keeps, beside what crosses in every release. */
final class Kept {
    private Kept() {}

    /** The types of messages that a permit lets cross. */
    static Stream<MessageType> types(Rule rule) {
        return Stream.of(MessageType.values())
                .filter(type -> type.inRules() && rule.messages().contains(type));
    }

    static Set<String> of(MessageType type, Rule rule) {
        return FieldPaths.leaves(type).stream()
                .filter(leaf -> !leaf.always() && rule.fields().keep().stream().anyMatch(path -> names(path, leaf)))
                .map(Leaf::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean names(String path, Leaf leaf) {
        if (path.equals(FieldPaths.EVERYTHING) || (path.equals(FieldPaths.CORE) && leaf.core())) {
            return true;
        }
        var member = path.endsWith(".*") ? path.substring(0, path.length() - 2) : path;
        return leaf.path().equals(member)
                || leaf.path().startsWith(member + ".")
                || leaf.path().startsWith(member + "[].");
    }
}
