package org.kivuko.operations.queues;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One page of a list of queues.
 *
 * @param total how many queues the filter finds, on all pages
 * @param next behind which place the next page begins; empty on the last
 */
public record QueuePage(List<QueueState> rows, int total, Sums sums, Optional<String> next) {
    public QueuePage {
        rows = List.copyOf(rows);
    }

    /** What all queues come to that the filter finds; marks of the hub do not count. */
    public record Sums(long messages, long delivering, double inPerSecond, double outPerSecond) {
        static Sums of(List<QueueState> found) {
            List<QueueState> rows =
                    found.stream().filter(row -> row.name().holdsMessages()).toList();
            return new Sums(
                    rows.stream().mapToLong(QueueState::messages).sum(),
                    rows.stream().mapToLong(QueueState::delivering).sum(),
                    rows.stream().mapToDouble(QueueState::inPerSecond).sum(),
                    rows.stream().mapToDouble(QueueState::outPerSecond).sum());
        }
    }

    private record Placed(QueueSort.Place place, QueueState row) {}

    /**
     * The page that begins behind a place.
     *
     * @param after a cursor of an earlier page; empty for the first
     * @param max most rows
     * @return empty where the cursor is none
     */
    public static Optional<QueuePage> of(
            List<QueueState> all, QueueFilter filter, QueueSort sort, Optional<String> after, int max) {
        Optional<QueueSort.Place> begin = after.flatMap(QueueSort.Place::of);
        if (begin.isEmpty() && after.isPresent()) {
            return Optional.empty();
        }
        List<QueueState> found = all.stream().filter(filter::fits).toList();
        List<Placed> behind = first(found, sort, begin, max + 1);
        boolean more = behind.size() > max;
        List<Placed> page = more ? behind.subList(0, max) : behind;
        return Optional.of(new QueuePage(
                page.stream().map(Placed::row).toList(),
                found.size(),
                Sums.of(found),
                more ? Optional.of(page.get(max - 1).place().text()) : Optional.empty()));
    }

    /** The first so many behind a place, in order; without sorting all the others. */
    private static List<Placed> first(
            List<QueueState> found, QueueSort sort, Optional<QueueSort.Place> begin, int max) {
        Comparator<QueueSort.Place> places = sort.order();
        Comparator<Placed> order = (left, right) -> places.compare(left.place(), right.place());
        var best = new PriorityQueue<Placed>(max + 1, order.reversed());
        for (QueueState row : found) {
            var placed = new Placed(sort.place(row), row);
            boolean behind = begin.isEmpty() || places.compare(placed.place(), begin.get()) > 0;
            if (behind && (best.size() < max || order.compare(placed, best.peek()) < 0)) {
                best.add(placed);
                if (best.size() > max) {
                    best.remove();
                }
            }
        }
        return best.stream().sorted(order).toList();
    }
}
