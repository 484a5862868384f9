package org.kivuko.agreement;

import java.util.List;

/**
 * A ruling with what every rule of the pair of states said on the way to it. It tells what protected whom, so it is for
 * operators alone.
 *
 * @param rules prohibits first, then permits, each in the order of files and places: the order in which they are asked
 */
public record Explanation(Ruling ruling, List<RuleAnswer> rules) {
    public Explanation {
        rules = List.copyOf(rules);
    }
}
