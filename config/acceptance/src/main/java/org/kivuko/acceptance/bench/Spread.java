package org.kivuko.acceptance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** What several rounds gave, in ascending order; at least one. */
record Spread(List<Double> values) {
    Spread {
        values = values.stream().sorted().toList();
    }

    static Spread of(double value) {
        return new Spread(List.of(value));
    }

    /** Round by round what one gave over what the other gave. */
    static Spread ratio(List<Double> ones, List<Double> others) {
        return pairwise(ones, others, (one, other) -> one / other);
    }

    private static Spread pairwise(List<Double> ones, List<Double> others, DoubleBinaryOperator operator) {
        var results = new ArrayList<Double>();
        for (int i = 0; i < ones.size(); i++) {
            results.add(operator.applyAsDouble(ones.get(i), others.get(i)));
        }
        return new Spread(results);
    }

    double median() {
        int size = values.size();
        return (values.get((size - 1) / 2) + values.get(size / 2)) / 2;
    }

    double lowest() {
        return values.get(0);
    }

    double highest() {
        return values.get(values.size() - 1);
    }

    /**
     * Below this the median of what was drawn from lies in at most 2.5 % of all cases, whatever its distribution: from 9
     * rounds the second lowest, with fewer than 6 the lowest, which says less.
     */
    double lowerEndOfMedian() {
        return values.get(rankBelowMedian());
    }

    /** The same above. */
    double upperEndOfMedian() {
        return values.get(values.size() - 1 - rankBelowMedian());
    }

    /** The binomial distribution with one half: how many of the lowest may be left out. */
    private int rankBelowMedian() {
        int size = values.size();
        double term = Math.pow(0.5, size);
        double sum = 0;
        int rank = 0;
        while (sum + term <= 0.025 && rank < size / 2) {
            sum += term;
            term = term * (size - rank) / (rank + 1);
            rank++;
        }
        return Math.max(0, rank - 1);
    }
}
