package org.kivuko.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Adds up the cells of a report and compares the sums with the totals in it. A total is compared with every breakdown
 * over the fewest dimensions that the report gives: beside figures per nationality, figures per nationality and sex may be
 * incomplete. Where a part is suppressed or missing, the parts that are known must not exceed the total. Sets of
 * dimensions are bit masks over their places in {@code dimensions}. Not thread-safe.
 */
final class FlowTotals {
    /** The value of a dimension in a cell that counts over all its values. */
    static final String TOTAL = "_T";

    private record Cell(List<String> key, int totalOver, OptionalLong count) {}

    private static final class Sum {
        private long known;
        private boolean hidden;

        void add(OptionalLong count) {
            known += count.orElse(0);
            hidden |= count.isEmpty();
        }

        boolean fits(long total) {
            return hidden ? known <= total : known == total;
        }
    }

    private final List<String> dimensions;
    private final List<Cell> cells = new ArrayList<>();

    FlowTotals(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    void add(List<String> key, OptionalLong count) {
        int totalOver = IntStream.range(0, key.size())
                .filter(i -> key.get(i).equals(TOTAL))
                .map(i -> 1 << i)
                .sum();
        cells.add(new Cell(key, totalOver, count));
    }

    /** Notes every total that its parts do not make up. */
    void check(Place place, Faults faults) {
        Map<List<String>, Map<Integer, Sum>> breakdowns = breakdowns();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Map<Integer, Sum> over = breakdowns.getOrDefault(cell.key(), Map.of());
            int fewest =
                    over.keySet().stream().mapToInt(Integer::bitCount).min().orElse(0);
            for (Map.Entry<Integer, Sum> breakdown : over.entrySet()) {
                if (Integer.bitCount(breakdown.getKey()) == fewest
                        && cell.count().isPresent()
                        && !breakdown.getValue().fits(cell.count().getAsLong())) {
                    faults.add(
                            place.at(i).at("count"),
                            Code.FLOW_02,
                            "expected the sum of the cells over " + names(breakdown.getKey()));
                }
            }
        }
    }

    /** Per total: the dimensions it is broken down over elsewhere, and what the parts add up to. */
    private Map<List<String>, Map<Integer, Sum>> breakdowns() {
        Set<Integer> kinds = cells.stream().map(Cell::totalOver).collect(Collectors.toSet());
        Set<List<String>> totals = cells.stream()
                .filter(cell -> cell.totalOver() != 0)
                .map(Cell::key)
                .collect(Collectors.toCollection(HashSet::new));
        Map<List<String>, Map<Integer, Sum>> sums = new HashMap<>();
        for (Cell part : cells) {
            for (int kind : kinds) {
                int over = kind & ~part.totalOver();
                boolean isPart = over != 0 && (kind & part.totalOver()) == part.totalOver();
                List<String> total = isPart ? totalled(part.key(), kind) : part.key();
                if (isPart && totals.contains(total)) {
                    sums.computeIfAbsent(total, key -> new HashMap<>())
                            .computeIfAbsent(over, key -> new Sum())
                            .add(part.count());
                }
            }
        }
        return sums;
    }

    private static List<String> totalled(List<String> key, int over) {
        List<String> total = new ArrayList<>(key);
        for (int i = 0; i < key.size(); i++) {
            if ((over & 1 << i) != 0) {
                total.set(i, TOTAL);
            }
        }
        return total;
    }

    private String names(int over) {
        return IntStream.range(0, dimensions.size())
                .filter(i -> (over & 1 << i) != 0)
                .mapToObj(dimensions::get)
                .collect(Collectors.joining(" and "));
    }
}
