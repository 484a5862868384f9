package org.kivuko.agreement;

import java.util.List;

/**
 * How a recipient was given the message that another one puts right: nothing that was kept from it then comes after.
 * Immutable.
 *
 * @param rules full names of those that let it cross
 * @param removed paths that did not cross
 * @param transformed paths that crossed changed
 */
public record Given(List<String> rules, List<String> removed, List<String> transformed) {
    public Given {
        rules = List.copyOf(rules);
        removed = List.copyOf(removed);
        transformed = List.copyOf(transformed);
    }
}
