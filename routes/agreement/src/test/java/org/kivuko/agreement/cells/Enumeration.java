package org.kivuko.agreement.cells;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.kivuko.agreement.cells.Attacker.Equation;
import org.kivuko.agreement.cells.Attacker.Unknown;

/**
 * Tries every combination of numbers up to a bound above the truth for what an attacker does not know, and notes the least and the
 * greatest that each unknown takes in those that agree with everything. For small cases alone.
 */
final class Enumeration {
    private final List<Unknown> unknowns;
    private final List<Equation> equations;
    private final List<Set<Integer>> groups;
    private final long bound;
    private final long[] values;
    final long[] least;
    final long[] greatest;
    long combinations;

    Enumeration(Attacker attacker) {
        this.unknowns = attacker.unknowns();
        this.equations = List.copyOf(attacker.equations());
        this.groups = attacker.groups().stream()
                .filter(group ->
                        group.stream().map(unknowns::get).anyMatch(unknown -> unknown.isSmall(unknown.truth())))
                .toList();
        this.bound = unknowns.stream()
                .mapToLong(it -> it.truth() + 2 * it.limit())
                .max()
                .orElse(0);
        this.values = new long[unknowns.size()];
        this.least = new long[values.length];
        this.greatest = new long[values.length];
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(greatest, Long.MIN_VALUE);
        choose(0);
    }

    private void choose(int next) {
        if (next == values.length) {
            note();
            return;
        }
        for (values[next] = unknowns.get(next).least(); values[next] <= bound; values[next]++) {
            int last = next;
            if (equations.stream().allMatch(equation -> canHold(equation, last))) {
                choose(next + 1);
            }
        }
    }

    /** Whether an equation can still come right, with the values up to {@code last} chosen. */
    private boolean canHold(Equation equation, int last) {
        long lowest = 0;
        long highest = 0;
        for (var factor : equation.factors().entrySet()) {
            int times = factor.getValue();
            boolean chosen = factor.getKey() <= last;
            long low = chosen
                    ? values[factor.getKey()]
                    : unknowns.get(factor.getKey()).least();
            long high = chosen ? values[factor.getKey()] : bound;
            lowest += times > 0 ? times * low : times * high;
            highest += times > 0 ? times * high : times * low;
        }
        return lowest <= equation.sum() && equation.sum() <= highest;
    }

    /** Nothing is hidden without need: each group has a small one, unless it was hidden for a small difference. */
    private void note() {
        if (groups.stream()
                .allMatch(group -> group.stream().anyMatch(i -> unknowns.get(i).isSmall(values[i])))) {
            combinations++;
            for (int i = 0; i < values.length; i++) {
                least[i] = Math.min(least[i], values[i]);
                greatest[i] = Math.max(greatest[i], values[i]);
            }
        }
    }

    /** The unknowns that it pins down more closely than their limit. */
    List<Unknown> exposed() {
        return unknowns.stream()
                .filter(unknown -> greatest[unknown.index()] - least[unknown.index()] < unknown.limit())
                .toList();
    }
}
