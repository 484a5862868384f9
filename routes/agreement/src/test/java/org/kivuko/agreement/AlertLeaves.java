package org.kivuko.agreement;

import java.util.List;
import org.kivuko.agreement.FieldPaths.Leaf;
import org.kivuko.model.MessageType;

/** Which leaves of an alert a permit keeps, worked out by other means than those of the code under test. */
final class AlertLeaves {
    static final List<Leaf> ALL = FieldPaths.leaves(MessageType.ALERT);

    private AlertLeaves() {}

    static List<String> kept(Rule permit) {
        return ALL.stream()
                .filter(leaf -> leaf.always() || permit.fields().keep().stream().anyMatch(path -> keeps(path, leaf)))
                .map(Leaf::path)
                .toList();
    }

    private static boolean keeps(String path, Leaf leaf) {
        return path.equals("*")
                || (path.equals("@core") && leaf.core())
                || leaf.path().equals(path)
                || leaf.path().startsWith(path + ".")
                || leaf.path().startsWith(path + "[].");
    }
}
