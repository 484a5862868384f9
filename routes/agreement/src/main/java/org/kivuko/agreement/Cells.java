package org.kivuko.agreement;

import java.util.Map;

/**
 * How small a count of a flow report may be that crosses: the key {@code cells} of a permit.
 *
 * @param min the fewest people that a cell may count, from 1; a smaller count above 0 is hidden
 * @param minBy the same for cells that are broken down by a dimension; the greatest that fits a cell holds
 * @param secondary whether further cells are hidden, so that no hidden one follows from totals
 */
public record Cells(int min, Map<Dimension, Integer> minBy, boolean secondary) {
    /** Below it a count of one nationality at one post tells of single persons (PR-7): no rule can state less. */
    public static final int LEAST_OF_A_NATIONALITY = 10;

    public Cells {
        minBy = Map.copyOf(minBy);
    }
}
