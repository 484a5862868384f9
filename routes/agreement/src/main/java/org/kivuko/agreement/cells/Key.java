package org.kivuko.agreement.cells;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a count counts, apart from post, direction and period: its value in each dimension, where a dimension that a report
 * does not use is a total; or, for refusals and vehicles, the list it stands in and its reason or type.
 */
record Key(List<String> values, String tally) implements Comparable<Key> {
    static final List<String> DIMENSIONS = List.of("nationality", "sex", "ageBand", "category", "transport", "purpose");
    static final String TOTAL = "_T";

    /** Every dimension, as a set of bits: that of the total over everything. */
    static final int ALL = (1 << DIMENSIONS.size()) - 1;

    private static final int CATEGORY = DIMENSIONS.indexOf("category");
    private static final List<String> TOTALS =
            DIMENSIONS.stream().map(dimension -> TOTAL).toList();
    private static final String SEPARATOR = "/";

    static Key ofCell(JsonNode cell) {
        var values = new ArrayList<String>(DIMENSIONS.size());
        for (String dimension : DIMENSIONS) {
            values.add(cell.path(dimension).asText(TOTAL));
        }
        return new Key(List.copyOf(values), "");
    }

    static Key ofTally(String list, String kind) {
        return new Key(TOTALS, list + SEPARATOR + kind);
    }

    /** The inverse of {@link #toString}. */
    static Key parse(String text) {
        var parts = List.of(text.split(SEPARATOR, DIMENSIONS.size() + 1));
        return parts.size() < DIMENSIONS.size()
                ? new Key(TOTALS, text)
                : new Key(parts.subList(0, DIMENSIONS.size()), "");
    }

    boolean isCell() {
        return tally.isEmpty();
    }

    boolean isTotal(int dimension) {
        return values.get(dimension).equals(TOTAL);
    }

    boolean counts(String category) {
        return values.get(CATEGORY).equals(category);
    }

    /** The dimensions over which it is a total, as a set of bits. */
    int totals() {
        int set = 0;
        for (int i = 0; i < values.size(); i++) {
            set |= isTotal(i) ? 1 << i : 0;
        }
        return set;
    }

    /** The total over these dimensions that contains it. */
    Key totalled(int dimensions) {
        var total = new ArrayList<>(values);
        for (int i = 0; i < total.size(); i++) {
            if ((dimensions & 1 << i) != 0) {
                total.set(i, TOTAL);
            }
        }
        return new Key(List.copyOf(total), tally);
    }

    @Override
    public int compareTo(Key other) {
        for (int i = 0; i < values.size(); i++) {
            int byValue = values.get(i).compareTo(other.values.get(i));
            if (byValue != 0) {
                return byValue;
            }
        }
        return tally.compareTo(other.tally);
    }

    @Override
    public String toString() {
        return isCell() ? String.join(SEPARATOR, values) : tally;
    }
}
