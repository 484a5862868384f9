package org.kivuko.agreement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.kivuko.model.FlowReport;
import org.kivuko.model.FlowReport.Cell;

/**
 * Takes the cells of people under protection out of a flow report, and lowers each total that contained them by them: once,
 * however many breakdowns show them. A total that holds an unknown number of them goes too, since nobody could say by how
 * much to lower it.
 */
final class ProtectionCells {
    private static final String CELLS = "cells";
    private static final String PROTECTION = "PROTECTION";
    private static final String TOTAL = "_T";

    /** The place of a cell in every dimension but the category; a dimension that is not used counts as a total. */
    private record Place(List<String> dimensions) {
        static Place of(Cell cell) {
            return new Place(List.of(
                    cell.nationality().orElse(TOTAL),
                    cell.sex().orElse(TOTAL),
                    cell.ageBand().orElse(TOTAL),
                    cell.transport().orElse(TOTAL),
                    cell.purpose().orElse(TOTAL)));
        }

        boolean contains(Place other) {
            for (int i = 0; i < dimensions.size(); i++) {
                if (isSpecific(i) && !dimensions.get(i).equals(other.dimensions.get(i))) {
                    return false;
                }
            }
            return true;
        }

        boolean isSpecific(int dimension) {
            return !dimensions.get(dimension).equals(TOTAL);
        }

        Place at(int dimension, String value) {
            var changed = new ArrayList<>(dimensions);
            changed.set(dimension, value);
            return new Place(List.copyOf(changed));
        }
    }

    private final Map<Place, OptionalLong> taken;
    private final Map<Place, OptionalLong> known = new HashMap<>();

    private ProtectionCells(Map<Place, OptionalLong> taken) {
        this.taken = taken;
    }

    /** The report without these cells; empty where there are none and the data may be used as it is. */
    static Optional<ObjectNode> without(ObjectNode data, FlowReport report) {
        var taken = report.cells().stream()
                .filter(ProtectionCells::isProtection)
                .collect(Collectors.toMap(Place::of, Cell::count, (first, twice) -> first));
        return taken.isEmpty() ? Optional.empty() : Optional.of(new ProtectionCells(taken).lower(data, report.cells()));
    }

    private static boolean isProtection(Cell cell) {
        return cell.category().filter(PROTECTION::equals).isPresent();
    }

    private static boolean isTotal(Cell cell) {
        return cell.category().orElse(TOTAL).equals(TOTAL);
    }

    private ObjectNode lower(ObjectNode data, List<Cell> cells) {
        var left = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            if (!isProtection(cell)) {
                addLowered((ObjectNode) data.get(CELLS).get(i), cell, left);
            }
        }
        var lowered = JsonNodeFactory.instance.objectNode();
        data.properties().forEach(entry -> lowered.set(entry.getKey(), entry.getValue()));
        if (left.isEmpty()) {
            lowered.remove(CELLS);
        } else {
            lowered.set(CELLS, left);
        }
        return lowered;
    }

    private void addLowered(ObjectNode source, Cell cell, ArrayNode left) {
        if (!isTotal(cell) || cell.count().isEmpty()) {
            left.add(source);
            return;
        }
        amount(Place.of(cell), taken.keySet().stream().toList()).ifPresent(people -> {
            long count = Math.max(0, cell.count().getAsLong() - people);
            var lowered = source.deepCopy();
            lowered.set("count", LongNode.valueOf(count));
            left.add(lowered);
        });
    }

    /** The people under protection at a place: as stated there, else the largest of the breakdowns below it. */
    private OptionalLong amount(Place place, List<Place> candidates) {
        var earlier = known.get(place);
        if (earlier != null) {
            return earlier;
        }
        var within = candidates.stream().filter(place::contains).toList();
        var stated = taken.getOrDefault(place, OptionalLong.empty());
        var amount = stated.isPresent() ? stated : broken(place, within);
        known.put(place, amount);
        return amount;
    }

    private OptionalLong broken(Place place, List<Place> within) {
        if (within.isEmpty()) {
            return OptionalLong.of(0);
        }
        var largest = OptionalLong.empty();
        for (int dimension = 0; dimension < place.dimensions().size(); dimension++) {
            var sum = place.isSpecific(dimension) ? OptionalLong.empty() : sum(place, dimension, within);
            if (sum.isPresent() && (largest.isEmpty() || sum.getAsLong() > largest.getAsLong())) {
                largest = sum;
            }
        }
        return largest;
    }

    /** The sum of one breakdown; empty where no cell belongs to it or one of its amounts is not known. */
    private OptionalLong sum(Place place, int dimension, List<Place> within) {
        var groups = within.stream()
                .filter(other -> other.isSpecific(dimension))
                .collect(Collectors.groupingBy(other -> other.dimensions().get(dimension)));
        if (groups.isEmpty()) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (var group : groups.entrySet()) {
            var amount = amount(place.at(dimension, group.getKey()), group.getValue());
            if (amount.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += amount.getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
