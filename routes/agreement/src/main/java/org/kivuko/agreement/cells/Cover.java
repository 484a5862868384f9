package org.kivuko.agreement.cells;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.kivuko.agreement.cells.Move.Step;
import org.kivuko.agreement.cells.Quantity.Kind;

/**
 * Hides further counts until no protected quantity can be pinned down. For each of them it has found two sets of figures that
 * agree with everything that the recipient sees and knows, and between which the quantity differs by its goal at least; so
 * the guarantee holds by construction. Among what the recipient knows is that nothing is hidden without need: in each group
 * of hidden counts that hang together one at least is small. Not thread-safe.
 */
final class Cover {
    private final Picture picture;
    private final long[] truth;
    private final long[] least;
    private final long[] greatest;

    Cover(Picture picture) {
        this.picture = picture;
        truth = picture.quantities().stream().mapToLong(Quantity::truth).toArray();
        least = truth.clone();
        greatest = truth.clone();
    }

    /** Hides what it takes; false where even hiding everything does not do. */
    boolean complete() {
        for (var open = pinned(); !open.isEmpty(); open = pinned()) {
            for (Quantity quantity : open) {
                if (!widen(quantity, true) && !hideAround(quantity)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How far each protected quantity reaches without hiding anything. */
    void measure() {
        pinned().forEach(quantity -> widen(quantity, false));
    }

    long width(Quantity quantity) {
        return greatest[quantity.index()] - least[quantity.index()];
    }

    private List<Quantity> pinned() {
        return picture.quantities().stream()
                .filter(quantity -> quantity.isProtected() && width(quantity) < quantity.goal())
                .toList();
    }

    private boolean hideAround(Quantity quantity) {
        for (Set<Quantity> neighbours : List.of(lineNeighbours(quantity), Set.copyOf(picture.quantities()))) {
            neighbours.stream().filter(Quantity::mayBeHidden).forEach(Quantity::hide);
            if (widen(quantity, false)) {
                return true;
            }
        }
        return false;
    }

    private static Set<Quantity> lineNeighbours(Quantity quantity) {
        var neighbours = new HashSet<Quantity>();
        quantity.places().forEach(place -> neighbours.addAll(place.line().members()));
        return neighbours;
    }

    private boolean widen(Quantity quantity, boolean mayHide) {
        var points = new long[][] {truth, truth};
        while (width(quantity) < quantity.goal()) {
            boolean moved = step(quantity, points, false) || (mayHide && step(quantity, points, true));
            if (!moved) {
                return false;
            }
        }
        return true;
    }

    /** Moves it once further up or else down from the furthest points that were reached. */
    private boolean step(Quantity quantity, long[][] points, boolean mayHide) {
        for (int way = 0; way < points.length; way++) {
            var from = points[way];
            var search = new Search(picture, mayHide);
            var move = search.find(quantity, way == 0 ? 1 : -1, from, it -> made(it, quantity, from)
                    .isPresent());
            if (move.isPresent()) {
                points[way] = made(move.get(), quantity, from).orElseThrow();
                move.get().steps().forEach(it -> hide(it.quantity()));
                note(points[way]);
                return true;
            }
        }
        return false;
    }

    private static void hide(Quantity quantity) {
        if (quantity.mayBeHidden()) {
            quantity.hide();
        }
    }

    private void note(long[] point) {
        for (int i = 0; i < point.length; i++) {
            least[i] = Math.min(least[i], point[i]);
            greatest[i] = Math.max(greatest[i], point[i]);
        }
    }

    /** Where a move leads, made as often as it goes, once less, or no more often than needed; empty where none is believable. */
    private Optional<long[]> made(Move move, Quantity quantity, long[] from) {
        long most = move.most(from);
        var often = most == Long.MAX_VALUE
                ? LongStream.of(quantity.goal())
                : LongStream.of(most, most - 1, Math.min(most, quantity.goal()));
        return often.filter(times -> times > 0)
                .distinct()
                .mapToObj(times -> move.from(from, times))
                .filter(point -> isBelievable(point, quantity, move))
                .findFirst();
    }

    /** Whether something in the group around a quantity is small, so that there is a reason to hide it. */
    private boolean isBelievable(long[] point, Quantity quantity, Move move) {
        var group = group(quantity, move);
        return group.stream()
                        .anyMatch(member -> member.kind() == Kind.TALLY
                                || (member.kind() == Kind.LISTED && member.isSmall(point[member.index()])))
                || group.stream().noneMatch(member -> member.kind() == Kind.LISTED && member.isSmall(member.truth()));
    }

    /**
     * The counts that would be hidden after a move and hang together with a quantity: by adding up, or as parts of one
     * breakdown. What shorter periods leave of a longer one ties nothing together.
     */
    private static Set<Quantity> group(Quantity quantity, Move move) {
        var moved = move.steps().stream().map(Step::quantity).collect(Collectors.toSet());
        var group = new HashSet<Quantity>(List.of(quantity));
        var next = new ArrayDeque<>(group);
        while (!next.isEmpty()) {
            var one = next.poll();
            one.places().stream()
                    .map(place -> place.line().tied())
                    .filter(tied -> tied.contains(one))
                    .flatMap(List::stream)
                    .filter(other -> (other.isOpen() || moved.contains(other)) && group.add(other))
                    .forEach(next::add);
        }
        return group;
    }
}
