package org.kivuko.acceptance.bench;

import java.util.Optional;

/**
 * One measured figure.
 *
 * @param section what was measured with it
 * @param decimals worth printing
 * @param goal empty for what is only to be known
 */
record Figure(String section, String name, String unit, Spread spread, int decimals, Optional<Goal> goal) {
    static Figure known(String section, String name, String unit, Spread spread, int decimals) {
        return new Figure(section, name, unit, spread, decimals, Optional.empty());
    }

    static Figure aimed(String section, String name, Spread ratio, Goal goal) {
        return new Figure(section, name, "", ratio, 2, Optional.of(goal));
    }

    /** Whether the goal is met; true where there is none. */
    boolean met() {
        return goal.map(it -> it.met(spread)).orElse(true);
    }

    String text(double value) {
        String number = ("%,." + decimals + "f").formatted(value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
