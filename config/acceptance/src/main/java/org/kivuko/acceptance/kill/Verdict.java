package org.kivuko.acceptance.kill;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a {@link Checker} found, and what it counted on the way. */
final class Verdict {
    /** What can be wrong. */
    enum Fault {
        /** Accepted, and a recipient to whom it crosses never got it. */
        LOST,
        /** A recipient has it twice. */
        DOUBLED,
        /** A recipient has what nobody had accepted for it. */
        INVENTED,
        /** What a recipient got holds what no rule lets cross. */
        LEAKED,
        /** The numbers of a link are not 1 to n. */
        GAP,
        /** Not in the order in which the sender handed it in. */
        DISORDER,
        /** Handed over again after the acknowledgement was recorded. */
        RETURNED,
        /** A receipt or an answer that says what is not so, or none. */
        UNTRUE,
        /** The equation does not come out. */
        UNBALANCED
    }

    private static final int NAMED_OF_EACH = 5;

    private final Map<Fault, List<String>> faults = new EnumMap<>(Fault.class);
    private final Map<String, Long> figures = new TreeMap<>();

    void add(Fault fault, String where) {
        faults.computeIfAbsent(fault, any -> new ArrayList<>()).add(where);
    }

    void count(String figure, long by) {
        figures.merge(figure, by, Long::sum);
    }

    long figure(String name) {
        return figures.getOrDefault(name, 0L);
    }

    /** Everything that was counted. */
    Map<String, Long> figures() {
        return Map.copyOf(figures);
    }

    /** How often this was found. */
    int count(Fault fault) {
        return faults.getOrDefault(fault, List.of()).size();
    }

    /** Every fault with how often it was found and the first places; empty where all is well. */
    Map<Fault, String> faults() {
        var summary = new EnumMap<Fault, String>(Fault.class);
        faults.forEach((fault, places) -> summary.put(
                fault,
                places.size() + ": " + places.stream().limit(NAMED_OF_EACH).toList()));
        return summary;
    }
}
