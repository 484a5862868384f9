package org.kivuko.agreement.cells;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks for a move of one quantity that the recipient could not notice, at the least cost in further hidden counts. It gives
 * up after a bounded number of steps: then there may be such a move, or not. Immutable.
 */
final class Search {
    private static final int MOST_TRIALS = 20_000;

    private record Seen(Map<Integer, Integer> debts, boolean shrinks) {}

    private record Turn(Trial trial, int number) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int byTrial = trial.compareTo(other.trial);
            return byTrial != 0 ? byTrial : Integer.compare(number, other.number);
        }
    }

    private final Picture picture;
    private final boolean mayHide;

    /** @param mayHide whether counts that the report in hand shows may be hidden for it */
    Search(Picture picture, boolean mayHide) {
        this.picture = picture;
        this.mayHide = mayHide;
    }

    /**
     * @param sign 1 to let it grow, -1 to let it shrink
     * @param point what the quantities are, by index
     */
    Optional<Move> find(Quantity quantity, int sign, long[] point, Predicate<Move> accepted) {
        if (sign < 0 && point[quantity.index()] <= quantity.least()) {
            return Optional.empty();
        }
        var turns = new PriorityQueue<Turn>();
        Set<Seen> seen = new HashSet<>();
        turns.add(new Turn(Trial.start(quantity, sign), 0));
        int number = 0;
        while (!turns.isEmpty() && number < MOST_TRIALS) {
            var trial = turns.poll().trial();
            if (trial.isWhole()) {
                var move = Move.of(trial);
                if (accepted.test(move)) {
                    return Optional.of(move);
                }
            } else if (seen.add(new Seen(trial.debts(), trial.shrinks()))) {
                number = addNext(trial, point, turns, number);
            }
        }
        return Optional.empty();
    }

    /** Every way to settle the debt of the shortest line that does not add up. */
    private int addNext(Trial trial, long[] point, PriorityQueue<Turn> turns, int number) {
        Line line = null;
        for (int index : trial.debts().keySet()) {
            var owing = picture.line(index);
            line = line == null || owing.size() < line.size() ? owing : line;
        }
        int debt = trial.debts().get(line.index());
        int next = number;
        for (int i = 0; i < line.size(); i++) {
            var member = line.member(i);
            int sign = -Integer.signum(debt) * line.sign(i);
            if (mayMove(member, sign, point) && !trial.moves(member)) {
                turns.add(new Turn(trial.and(member, sign), ++next));
            }
        }
        return next;
    }

    private boolean mayMove(Quantity member, int sign, long[] point) {
        return (member.isOpen() || (mayHide && member.mayBeHidden()))
                && (sign > 0 || point[member.index()] > member.least());
    }
}
