package org.kivuko.agreement.findings;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;

/** Annexes under which nothing crosses, because they are not accepted on both sides. */
final class AnnexFindings {

    /** Of an annex as a whole: accepted by fewer than two, where two are needed. */
    List<Finding> ofAgreement(Agreement agreement) {
        int needed = Math.min(2, agreement.parties().size());
        return agreement.annexes().entrySet().stream()
                .filter(annex -> annex.getValue().size() < needed)
                .map(annex -> finding(agreement, annex.getKey(), annex.getValue()))
                .toList();
    }

    private static Finding finding(Agreement agreement, String annex, Set<String> accepted) {
        var missing = new TreeSet<>(agreement.parties());
        missing.removeAll(accepted);
        return new Finding(
                Finding.Kind.VOID_ANNEX,
                agreement.id(),
                "/annexes/" + annex,
                "nothing crosses under the annex '" + annex + "': it is accepted by "
                        + (accepted.isEmpty() ? "nobody" : String.join(", ", accepted) + " alone"),
                "let " + String.join(", ", missing) + " accept it, or leave it as an offer that waits");
    }

    /** Of a permit between two states one of which has not accepted, while others have. */
    List<Finding> ofRule(Placed rule) {
        var annex = rule.rule().annex().orElse("");
        var accepted = rule.agreement().annexes().getOrDefault(annex, Set.of());
        boolean told = accepted.size() < Math.min(2, rule.agreement().parties().size());
        if (!rule.isPermit() || told || rule.pairs().stream().anyMatch(rule::isReciprocal)) {
            return List.of();
        }
        var missing = rule.pairs().stream()
                .flatMap(pair -> Stream.of(pair.from(), pair.to()))
                .filter(state -> !accepted.contains(state))
                .distinct()
                .sorted()
                .toList();
        return List.of(rule.finding(
                Finding.Kind.VOID_ANNEX,
                "annex",
                "the permit lets nothing cross: " + String.join(", ", missing) + " has not accepted the annex '" + annex
                        + "'",
                "let " + String.join(", ", missing) + " accept it, or leave it as an offer that waits"));
    }
}
