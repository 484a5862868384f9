package org.kivuko.connector.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.Fault;

/**
 * Which page of a list is asked for.
 *
 * @param max 1 to {@link #MOST}
 * @param after the number that the page before said goes on
 */
record Paging(int max, Optional<Long> after) {
    static final int MOST = 200;
    private static final int USUAL = 50;

    private static final String NUMBER = "[0-9]{1,18}";

    /** What is wrong with the parameters {@code max} and {@code after}; a list of the caller's own. */
    static List<Fault> faults(Map<String, String> query) {
        var faults = new ArrayList<Fault>();
        if (max(query).isEmpty()) {
            faults.add(Query.max(MOST));
        }
        if (!query.getOrDefault("after", "0").matches(NUMBER)) {
            faults.add(Query.after());
        }
        return faults;
    }

    /** From the parameters {@code max} and {@code after}; empty where one of them is out of bounds. */
    static Optional<Paging> read(Map<String, String> query) {
        String after = query.getOrDefault("after", "0");
        return after.matches(NUMBER)
                ? max(query)
                        .map(max -> new Paging(
                                max, Optional.of(Long.parseLong(after)).filter(no -> no > 0)))
                : Optional.empty();
    }

    /** The parameter {@code max}; empty where it is out of bounds. */
    static Optional<Integer> max(Map<String, String> query) {
        return Lots.number(query.getOrDefault("max", Integer.toString(USUAL)), MOST);
    }
}
