package org.kivuko.agreement.cells;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kivuko.agreement.cells.Quantity.Kind;
import org.kivuko.agreement.cells.Table.Period;

/**
 * Finds what adds up: in each report, the cells with every total over them, stated or not; the cells of one report with the
 * totals of another on the same period; and what shorter periods say with what a longer one says. Sets of dimensions are bits.
 */
final class Lines {
    private final Picture picture;
    private final Map<Period, List<Table>> byPeriod;
    private final SortedSet<Integer> kinds;

    Lines(Picture picture, List<Table> tables) {
        this.picture = picture;
        this.byPeriod =
                tables.stream().collect(Collectors.groupingBy(Table::period, LinkedHashMap::new, Collectors.toList()));
        this.kinds = kinds(tables);
    }

    void draw() {
        byPeriod.values().forEach(this::within);
        byPeriod.keySet().forEach(this::acrossTime);
    }

    private void within(List<Table> tables) {
        for (Table table : tables) {
            breakdowns(table).forEach((total, byDimensions) -> {
                if (table.lists(total)) {
                    draw(table.find(total), byDimensions);
                } else {
                    var implied = imply(table, total, byDimensions.values());
                    draw(Optional.of(implied), byDimensions);
                    tables.stream()
                            .filter(other -> other.lists(total))
                            .flatMap(other -> other.find(total).stream())
                            .distinct()
                            .forEach(stated -> draw(Optional.of(stated), byDimensions));
                }
            });
        }
    }

    /** The sets of dimensions over which a total may stand: those of the reports, and what two of them have in common. */
    private static SortedSet<Integer> kinds(List<Table> tables) {
        var kinds = new TreeSet<Integer>();
        kinds.add(Key.ALL);
        for (Table table : tables) {
            for (Key key : table.listed().keySet()) {
                if (key.isCell() && kinds.add(key.totals())) {
                    List.copyOf(kinds).forEach(kind -> kinds.add(kind | key.totals()));
                }
            }
        }
        return kinds;
    }

    /** Per total: its parts, by the dimensions over which they break it down. */
    private SortedMap<Key, SortedMap<Integer, List<Optional<Quantity>>>> breakdowns(Table table) {
        var breakdowns = new TreeMap<Key, SortedMap<Integer, List<Optional<Quantity>>>>();
        table.listed().forEach((key, quantity) -> {
            int own = key.totals();
            for (int kind : kinds) {
                if (key.isCell() && kind != own && (kind & own) == own) {
                    breakdowns
                            .computeIfAbsent(key.totalled(kind), total -> new TreeMap<>())
                            .computeIfAbsent(kind & ~own, over -> new ArrayList<>())
                            .add(quantity);
                }
            }
        });
        return breakdowns;
    }

    /** A total that is not stated is at least what its fullest breakdown adds up to. */
    private Quantity imply(Table table, Key total, Collection<List<Optional<Quantity>>> breakdowns) {
        long most = breakdowns.stream().mapToLong(Lines::sum).max().orElse(0);
        var quantity = picture.shared(table.period(), total, Kind.IMPLIED, most);
        table.implied().put(total, quantity);
        return quantity;
    }

    private static long sum(List<Optional<Quantity>> parts) {
        return parts.stream()
                .flatMap(Optional::stream)
                .mapToLong(Quantity::truth)
                .sum();
    }

    /** Leaves out a breakdown that says nothing beside a coarser complete one, whose parts it breaks down. */
    private void draw(Optional<Quantity> whole, SortedMap<Integer, List<Optional<Quantity>>> byDimensions) {
        byDimensions.forEach((over, parts) -> {
            boolean follows = byDimensions.entrySet().stream()
                    .anyMatch(coarser -> coarser.getKey() != (int) over
                            && (coarser.getKey() & over) == coarser.getKey()
                            && isComplete(whole, coarser.getValue()));
            if (!follows) {
                picture.draw(whole, parts, false);
            }
        });
    }

    private static boolean isComplete(Optional<Quantity> whole, List<Optional<Quantity>> parts) {
        return whole.isPresent()
                && parts.stream().allMatch(Optional::isPresent)
                && whole.get().truth() == sum(parts);
    }

    private void acrossTime(Period whole) {
        byPeriod.keySet().stream()
                .filter(whole::contains)
                .collect(Collectors.groupingBy(Period::lengthClass, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(shorter -> acrossTime(whole, inARow(shorter)));
    }

    /** As many as fit beside each other without overlapping. */
    private static List<Period> inARow(List<Period> periods) {
        var row = new ArrayList<Period>();
        periods.stream()
                .sorted(Comparator.comparing(Period::end).thenComparing(Period::start, Comparator.reverseOrder()))
                .filter(period -> row.isEmpty()
                        || !period.start().isBefore(row.get(row.size() - 1).end()))
                .forEach(row::add);
        return row;
    }

    private void acrossTime(Period whole, List<Period> shorter) {
        for (Table table : byPeriod.get(whole)) {
            var keys = new TreeSet<>(table.listed().keySet());
            keys.addAll(table.implied().keySet());
            for (Key key : keys) {
                var parts = shorter.stream()
                        .map(byPeriod::get)
                        .flatMap(tables -> latest(tables, key).stream())
                        .toList();
                picture.draw(table.find(key), parts, true);
            }
        }
    }

    /** The last word on a count of one period, as a list of one or none. */
    private static List<Optional<Quantity>> latest(List<Table> tables, Key key) {
        for (int i = tables.size() - 1; i >= 0; i--) {
            if (tables.get(i).lists(key) || tables.get(i).implied().containsKey(key)) {
                return List.of(tables.get(i).find(key));
            }
        }
        return List.of();
    }
}
