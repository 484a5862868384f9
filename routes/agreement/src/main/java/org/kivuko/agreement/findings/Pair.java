package org.kivuko.agreement.findings;

import java.util.List;
import java.util.stream.Collectors;

/** From one state to another, or inside one. */
record Pair(String from, String to) {

    @Override
    public String toString() {
        return from.equals(to) ? "inside " + from : "from " + from + " to " + to;
    }

    /** In words; many are counted, not listed. */
    static String words(List<Pair> pairs) {
        return pairs.size() > 3
                ? "for " + pairs.size() + " pairs of states"
                : pairs.stream().map(Pair::toString).collect(Collectors.joining(", "));
    }
}
