package org.kivuko.agreement.findings;

import org.kivuko.agreement.Controls;
import org.kivuko.agreement.Demands;
import org.kivuko.agreement.Duties;
import org.kivuko.agreement.Rule;

/** Which of two permits demands and takes away more. */
final class Strictness {
    private Strictness() {}

    /** Whether what both let cross together is what the stricter one lets cross alone. */
    static boolean isAtLeastAsStrict(Placed stricter, Placed other) {
        var one = stricter.rule();
        var two = other.rule();
        return Kept.types(two).allMatch(type -> Kept.of(type, two).containsAll(Kept.of(type, one)))
                && one.fields()
                        .transform()
                        .entrySet()
                        .containsAll(two.fields().transform().entrySet())
                && one.fields().require().containsAll(two.fields().require())
                && handling(one, two)
                && (two.maxBytes().isEmpty()
                        || (one.maxBytes().isPresent()
                                && one.maxBytes().getAsInt() <= two.maxBytes().getAsInt()))
                && (two.demands().equals(Demands.NONE) || two.demands().equals(one.demands()))
                && (two.duties().equals(Duties.NONE) || two.duties().equals(one.duties()))
                && (two.controls().equals(Controls.NONE) || two.controls().equals(one.controls()))
                && (two.cells().isEmpty() || two.cells().equals(one.cells()));
    }

    private static boolean handling(Rule one, Rule two) {
        boolean lowest = two.handlingDefault().isEmpty()
                || one.handlingDefault()
                        .filter(code -> code.compareTo(two.handlingDefault().get()) >= 0)
                        .isPresent();
        boolean highest = two.handlingMax().isEmpty()
                || one.handlingMax()
                        .filter(code -> code.compareTo(two.handlingMax().get()) <= 0)
                        .isPresent();
        return lowest && highest;
    }
}
