package org.kivuko.agreement.cells;

import java.util.TreeMap;

/**
 * The beginning of a move.
 *
 * @param debts by how much the lines, by index, do not add up; empty once the move is whole
 * @param before what was moved before; null at the start
 * @param shrinks whether anything that was moved shrinks
 */
record Trial(
        Trial before, Quantity moved, int sign, TreeMap<Integer, Integer> debts, boolean shrinks, long cost, int depth)
        implements Comparable<Trial> {

    static Trial start(Quantity quantity, int sign) {
        return next(null, quantity, sign);
    }

    Trial and(Quantity quantity, int step) {
        return next(this, quantity, step);
    }

    private static Trial next(Trial before, Quantity quantity, int sign) {
        var debts = before == null ? new TreeMap<Integer, Integer>() : new TreeMap<>(before.debts);
        for (var place : quantity.places()) {
            debts.merge(
                    place.line().index(), place.sign() * sign, (one, other) -> one + other == 0 ? null : one + other);
        }
        return new Trial(
                before,
                quantity,
                sign,
                debts,
                (sign < 0 && quantity.kind() == Quantity.Kind.LISTED) || (before != null && before.shrinks),
                (before == null ? 0 : before.cost) + (quantity.isOpen() ? 0 : quantity.cost()),
                before == null ? 1 : before.depth + 1);
    }

    boolean isWhole() {
        return debts.isEmpty();
    }

    boolean moves(Quantity quantity) {
        for (var trial = this; trial != null; trial = trial.before) {
            if (trial.moved == quantity) {
                return true;
            }
        }
        return false;
    }

    /** Cheaper first, then what is nearer to the end. */
    @Override
    public int compareTo(Trial other) {
        int byCost = Long.compare(cost, other.cost);
        return byCost != 0 ? byCost : Integer.compare(depth + debts.size(), other.depth + other.debts.size());
    }
}
