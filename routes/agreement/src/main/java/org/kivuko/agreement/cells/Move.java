package org.kivuko.agreement.cells;

import java.util.ArrayDeque;
import java.util.List;

/**
 * A change that a recipient could not notice: some quantities grow by one each and others shrink by one each, so that every
 * line still adds up.
 */
record Move(List<Step> steps) {
    record Step(Quantity quantity, int sign) {}

    static Move of(Trial last) {
        var steps = new ArrayDeque<Step>();
        for (Trial trial = last; trial != null; trial = trial.before()) {
            steps.addFirst(new Step(trial.moved(), trial.sign()));
        }
        return new Move(List.copyOf(steps));
    }

    /** How often it can be made from a point; {@link Long#MAX_VALUE} where nothing shrinks. */
    long most(long[] point) {
        return steps.stream()
                .filter(step -> step.sign() < 0)
                .mapToLong(
                        step -> point[step.quantity().index()] - step.quantity().least())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    long[] from(long[] point, long times) {
        var moved = point.clone();
        steps.forEach(step -> moved[step.quantity().index()] += step.sign() * times);
        return moved;
    }
}
