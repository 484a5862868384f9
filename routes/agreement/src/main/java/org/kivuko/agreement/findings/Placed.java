package org.kivuko.agreement.findings;

import java.util.List;
import java.util.Set;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;

/**
 * A rule with its place.
 *
 * @param number from 0, in the order of the file
 */
record Placed(Agreement agreement, int number, Rule rule) {

    /** As rulings name it. */
    String name() {
        return agreement.reference() + "/" + rule.id();
    }

    boolean isPermit() {
        return rule.kind() == Rule.Kind.PERMIT;
    }

    /** The ordered pairs of states that it is about. */
    List<Pair> pairs() {
        var parties = agreement.parties();
        return parties.stream()
                .flatMap(from -> parties.stream().map(to -> new Pair(from, to)))
                .filter(pair -> fits(rule.from(), pair.from()) && fits(rule.to(), pair.to()))
                .filter(pair -> pair.from().equals(pair.to()) == (parties.size() == 1))
                .toList();
    }

    private boolean fits(String stated, String state) {
        return stated.equals(state)
                || (stated.equals(Rule.EVERY_PARTY) && agreement.parties().size() > 1);
    }

    /** Whether both states accepted the annex of a permit. */
    boolean isReciprocal(Pair pair) {
        var accepted = agreement.annexes().getOrDefault(rule.annex().orElse(""), Set.of());
        return accepted.contains(pair.from()) && accepted.contains(pair.to());
    }

    Finding finding(Finding.Kind kind, String key, String message, String remedy) {
        var place = "/rules/" + number + (key.isEmpty() ? "" : "/" + key);
        return new Finding(kind, agreement.id(), place, message, remedy);
    }
}
