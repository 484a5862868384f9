package org.kivuko.agreement.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.kivuko.agreement.cells.Attacker.Equation;
import org.kivuko.agreement.cells.Attacker.Unknown;
import org.kivuko.agreement.cells.Simplex.Result;

/**
 * The least and the greatest whole number that each unknown of an attacker can be, by linear programming with branching
 * where a result is no whole number, under the attacker's belief that each group has a small count. An unknown whose limit
 * is already shown to lie between two solutions is not looked at again.
 */
final class Bounds {
    private static final double NEAR = 1e-6;
    private static final int MOST_BRANCHES = 12;
    private static final int UP = 1;
    private static final int DOWN = -1;
    private static final long WITHOUT_BOUND = Long.MAX_VALUE / 4;

    private final List<Unknown> unknowns;
    private final long[] least;
    private final long[] greatest;

    Bounds(Attacker attacker) {
        unknowns = attacker.unknowns();
        least = unknowns.stream().mapToLong(Unknown::truth).toArray();
        greatest = least.clone();
        attacker.groups().forEach(group -> new Group(group, attacker.equations()).explore());
    }

    long width(Unknown unknown) {
        return greatest[unknown.index()] - least[unknown.index()];
    }

    /** The unknowns that are pinned down more closely than their limit. */
    List<Unknown> exposed() {
        return unknowns.stream()
                .filter(unknown -> width(unknown) < unknown.limit())
                .toList();
    }

    /** A member kept at a value or below, or at it or above. */
    private record Bound(int place, int sign, double value) {}

    private final class Group {
        private final List<Unknown> members;
        private final Map<Integer, Integer> places = new HashMap<>();
        private final List<double[]> equations = new ArrayList<>();
        private final boolean hasSmall;

        Group(Set<Integer> group, Collection<Equation> all) {
            members = group.stream().map(unknowns::get).toList();
            members.forEach(member -> places.put(member.index(), places.size()));
            hasSmall = members.stream().anyMatch(member -> member.isSmall(member.truth()));
            all.stream()
                    .filter(equation -> places.containsKey(
                            equation.factors().keySet().iterator().next()))
                    .forEach(equation -> equations.add(row(equation)));
        }

        /** What is looked for is how far a number lies above its least. */
        private double[] row(Equation equation) {
            var row = new double[members.size() + 1];
            row[members.size()] = equation.sum();
            equation.factors().forEach((index, factor) -> {
                row[places.get(index)] = factor;
                row[members.size()] -= factor * unknowns.get(index).least();
            });
            return row;
        }

        private long value(int place, double[] point) {
            return Math.round(point[place]) + members.get(place).least();
        }

        void explore() {
            for (int place = 0; place < members.size(); place++) {
                for (int way : new int[] {UP, DOWN}) {
                    if (!isDone(place)) {
                        explore(place, way);
                    }
                }
            }
        }

        private boolean isDone(int place) {
            return width(members.get(place)) >= members.get(place).limit();
        }

        /** First without asking which is small; where none is then, with each of them in turn. */
        private void explore(int place, int way) {
            if (isFound(place, way, List.of()) || !hasSmall) {
                return;
            }
            for (int small = 0; small < members.size(); small++) {
                if (!isDone(place)) {
                    var unknown = members.get(small);
                    isFound(
                            place,
                            way,
                            List.of(
                                    new Bound(small, DOWN, unknown.limit() - 1.0 - unknown.least()),
                                    new Bound(small, UP, 1.0 - unknown.least())));
                }
            }
        }

        /** Whether the end of the range is reached by a believable solution. */
        private boolean isFound(int place, int way, List<Bound> bounds) {
            var result = solve(place, way, bounds, 0);
            if (result.isEmpty()) {
                return false;
            }
            boolean believable =
                    !hasSmall || !bounds.isEmpty() || hasSmallAt(result.get().point());
            if (believable && result.get().isUnbounded()) {
                greatest[members.get(place).index()] = WITHOUT_BOUND;
            } else if (believable) {
                note(result.get().point());
            }
            return believable && (!result.get().isUnbounded() || !hasSmall || !bounds.isEmpty());
        }

        private boolean hasSmallAt(double[] point) {
            return IntStream.range(0, members.size())
                    .anyMatch(place -> members.get(place).isSmall(value(place, point)));
        }

        private void note(double[] point) {
            for (int place = 0; place < members.size(); place++) {
                int index = members.get(place).index();
                least[index] = Math.min(least[index], value(place, point));
                greatest[index] = Math.max(greatest[index], value(place, point));
            }
        }

        private Optional<Result> solve(int place, int way, List<Bound> bounds, int depth) {
            int size = members.size();
            var all = new ArrayList<double[]>();
            equations.forEach(row -> all.add(widened(row, bounds.size())));
            for (int i = 0; i < bounds.size(); i++) {
                var row = new double[size + bounds.size() + 1];
                row[bounds.get(i).place()] = 1;
                row[size + i] = -bounds.get(i).sign();
                row[row.length - 1] = bounds.get(i).value();
                all.add(row);
            }
            var form = new double[size + bounds.size()];
            form[place] = way;
            var result = Simplex.greatest(all, form)
                    .map(it -> new Result(Arrays.copyOf(it.point(), size), it.isUnbounded()));
            return result.isEmpty() || isWhole(result.get().point())
                    ? result
                    : branch(place, way, bounds, result.get().point(), depth);
        }

        private double[] widened(double[] row, int by) {
            var wider = Arrays.copyOf(row, row.length + by);
            wider[row.length - 1] = 0;
            wider[wider.length - 1] = row[row.length - 1];
            return wider;
        }

        private Optional<Result> branch(int place, int way, List<Bound> bounds, double[] point, int depth) {
            if (depth == MOST_BRANCHES) {
                return Optional.empty();
            }
            int broken = IntStream.range(0, point.length)
                    .filter(i -> !isWhole(new double[] {point[i]}))
                    .findFirst()
                    .orElseThrow();
            Optional<Result> best = Optional.empty();
            for (int half : new int[] {UP, DOWN}) {
                var more = new ArrayList<>(bounds);
                more.add(new Bound(broken, half, half == UP ? Math.ceil(point[broken]) : Math.floor(point[broken])));
                var found = solve(place, way, more, depth + 1);
                if (found.isPresent()
                        && (best.isEmpty()
                                || way * found.get().point()[place]
                                        > way * best.get().point()[place])) {
                    best = found;
                }
            }
            return best;
        }

        private static boolean isWhole(double[] point) {
            return DoubleStream.of(point).allMatch(value -> Math.abs(value - Math.rint(value)) < NEAR);
        }
    }
}
