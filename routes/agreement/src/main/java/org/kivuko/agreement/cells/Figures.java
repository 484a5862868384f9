package org.kivuko.agreement.cells;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kivuko.agreement.cells.Release.Figure;
import org.kivuko.agreement.cells.Release.State;
import org.kivuko.model.FlowReport;

/** The counts of a report's {@code data}, and the data without some of them. */
final class Figures {
    private static final String CELLS = "cells";
    private static final String COUNT = "count";

    /** The lists of counts beside the cells, with the member that says what they count. A count of theirs is never null. */
    private static final SortedMap<String, String> TALLIES =
            new TreeMap<>(Map.of("refusals", "reason", "vehicles", "type"));

    /** One count; {@code given} is false where the reporter left it out. */
    record Count(Key key, long count, boolean given) {
        boolean isSmall(Limits limits) {
            return given && count > 0 && count < limits.of(key);
        }
    }

    private final ObjectNode data;
    private final List<Count> counts = new ArrayList<>();

    private Figures(ObjectNode data) {
        this.data = data;
    }

    static Figures of(ObjectNode data) {
        var figures = new Figures(data);
        data.path(CELLS).forEach(cell -> figures.add(Key.ofCell(cell), cell.path(COUNT)));
        TALLIES.forEach(
                (list, kind) -> data.path(list).forEach(tally -> figures.add(keyOf(list, tally), tally.path(COUNT))));
        return figures;
    }

    private static Key keyOf(String list, JsonNode tally) {
        return Key.ofTally(list, tally.path(TALLIES.get(list)).asText());
    }

    private void add(Key key, JsonNode count) {
        counts.add(new Count(key, count.asLong(), count.isIntegralNumber()));
    }

    /** The small counts. */
    Set<Key> small(Limits limits) {
        return keys(count -> count.isSmall(limits));
    }

    /** The counts of anybody at all. */
    Set<Key> people() {
        return keys(count -> count.given() && count.count() > 0);
    }

    private Set<Key> keys(Predicate<Count> which) {
        return counts.stream().filter(which).map(Count::key).collect(Collectors.toSet());
    }

    Release release(FlowReport report, Set<Key> hidden) {
        return new Release(
                report.reportId(),
                report.revision(),
                report.periodStart(),
                report.periodEnd(),
                counts.stream()
                        .sorted(Comparator.comparing(Count::key))
                        .map(count -> new Figure(count.key().toString(), count.count(), state(count, hidden)))
                        .toList());
    }

    private static State state(Count count, Set<Key> hidden) {
        if (!count.given()) {
            return State.NOT_GIVEN;
        }
        return hidden.contains(count.key()) ? State.HIDDEN : State.SHOWN;
    }

    Covered covered(FlowReport report, Set<Key> hidden, Limits limits, boolean withheld) {
        long small = counts.stream()
                .filter(count -> hidden.contains(count.key()) && count.isSmall(limits))
                .count();
        return new Covered(
                hidden.isEmpty() ? data : without(hidden),
                (int) small,
                hidden.size() - (int) small,
                withheld,
                release(report, hidden));
    }

    private ObjectNode without(Set<Key> hidden) {
        var left = JsonNodeFactory.instance.objectNode();
        data.properties().forEach(member -> {
            if (member.getKey().equals(CELLS)) {
                left.set(CELLS, withoutCells(member.getValue(), hidden));
            } else if (TALLIES.containsKey(member.getKey())) {
                var tallies = withoutTallies(member.getKey(), member.getValue(), hidden);
                if (!tallies.isEmpty()) {
                    left.set(member.getKey(), tallies);
                }
            } else {
                left.set(member.getKey(), member.getValue());
            }
        });
        return left;
    }

    private static JsonNode withoutCells(JsonNode cells, Set<Key> hidden) {
        var left = JsonNodeFactory.instance.arrayNode();
        for (JsonNode cell : cells) {
            if (hidden.contains(Key.ofCell(cell))) {
                var blank = ((ObjectNode) cell).deepCopy();
                blank.set(COUNT, NullNode.getInstance());
                left.add(blank.put("confStatus", "C"));
            } else {
                left.add(cell);
            }
        }
        return left;
    }

    private static JsonNode withoutTallies(String list, JsonNode tallies, Set<Key> hidden) {
        var left = JsonNodeFactory.instance.arrayNode();
        for (JsonNode tally : tallies) {
            if (!hidden.contains(keyOf(list, tally))) {
                left.add(tally);
            }
        }
        return left;
    }
}
