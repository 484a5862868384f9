package org.kivuko.flow.mirror;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kivuko.flow.Slice;
import org.kivuko.model.FlowReport;

/**
 * A report as counts that can be set against another's: everybody, each member of each dimension by itself, each type of
 * vehicle. A slice that the report states is taken as stated; else it is added up from the cells that divide it by the fewest
 * dimensions. Pure functions.
 */
final class Slices {
    private static final String TOTAL = "_T";

    /** Only refugee agencies see these (PR-2), and a comparison is shown to both sides. */
    private static final Slice UNDER_PROTECTION = new Slice("category", "PROTECTION");

    private static final Map<String, Function<FlowReport.Cell, Optional<String>>> DIMENSIONS = Map.of(
            "nationality", FlowReport.Cell::nationality,
            "sex", FlowReport.Cell::sex,
            "ageBand", FlowReport.Cell::ageBand,
            "category", FlowReport.Cell::category,
            "transport", FlowReport.Cell::transport,
            "purpose", FlowReport.Cell::purpose);

    private Slices() {}

    static Map<Slice, Count> of(FlowReport report) {
        var byDivision = new HashMap<Set<String>, List<FlowReport.Cell>>(
                report.cells().stream().collect(Collectors.groupingBy(Slices::division)));
        var counts = new HashMap<Slice, Count>();
        fewest(byDivision, "").ifPresent(cells -> counts.put(Slice.EVERYBODY, sum(cells)));
        for (String dimension : report.dimensions()) {
            fewest(byDivision, dimension).ifPresent(cells -> counts.putAll(sums(dimension, cells)));
        }
        // Vehicles have no status of their own: what is open of the people is open of them.
        boolean open = report.cells().stream().map(Count::of).anyMatch(Count::open);
        for (FlowReport.VehicleCount vehicle : report.vehicles()) {
            var slice = new Slice(Slice.VEHICLE, vehicle.type().toUpperCase(Locale.ROOT));
            counts.merge(slice, new Count(vehicle.count(), false, false, open), Count::plus);
        }
        counts.remove(UNDER_PROTECTION);
        return counts;
    }

    /** The dimensions by which a report divides people, with {@link Slice#VEHICLE} where it counts vehicles. */
    static Set<String> dimensions(FlowReport report) {
        var all = report.dimensions().stream().collect(Collectors.toSet());
        if (!report.vehicles().isEmpty()) {
            all.add(Slice.VEHICLE);
        }
        return all;
    }

    /** The dimensions of which a cell tells one member and not all. */
    private static Set<String> division(FlowReport.Cell cell) {
        return DIMENSIONS.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .apply(cell)
                        .filter(member -> !TOTAL.equals(member))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of the ways in which people are divided, by this dimension among others, the coarsest; "" asks for any. */
    private static Optional<List<FlowReport.Cell>> fewest(
            Map<Set<String>, List<FlowReport.Cell>> byDivision, String dimension) {
        return byDivision.entrySet().stream()
                .filter(entry -> dimension.isEmpty() || entry.getKey().contains(dimension))
                .min(Comparator.comparing((Map.Entry<Set<String>, List<FlowReport.Cell>> entry) ->
                                entry.getKey().size())
                        .thenComparing(entry -> String.join(
                                " ", entry.getKey().stream().sorted().toList())))
                .map(Map.Entry::getValue);
    }

    private static Map<Slice, Count> sums(String dimension, List<FlowReport.Cell> cells) {
        var sums = new LinkedHashMap<Slice, Count>();
        for (FlowReport.Cell cell : cells) {
            DIMENSIONS
                    .get(dimension)
                    .apply(cell)
                    .ifPresent(member -> sums.merge(new Slice(dimension, member), Count.of(cell), Count::plus));
        }
        return sums;
    }

    private static Count sum(List<FlowReport.Cell> cells) {
        return cells.stream().map(Count::of).reduce(Count.NOBODY, Count::plus);
    }
}
