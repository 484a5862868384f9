package org.kivuko.agreement.findings;

import java.util.List;

/** Prohibits that refuse nothing which anything permits. */
final class ProhibitFindings {
    private final Landscape landscape;

    ProhibitFindings(Landscape landscape) {
        this.landscape = landscape;
    }

    List<Finding> of(Placed rule) {
        return rule.pairs().isEmpty() || rule.pairs().stream().anyMatch(pair -> meetsAPermit(rule, pair))
                ? List.of()
                : List.of(rule.finding(
                        Finding.Kind.DEAD,
                        "",
                        "the prohibit '" + rule.rule().id() + "' refuses nothing that any permit lets cross "
                                + Pair.words(rule.pairs()),
                        "take it out, or keep it as a guard against permits to come"));
    }

    private boolean meetsAPermit(Placed rule, Pair pair) {
        var reach = landscape.reach(rule, pair);
        return landscape.beside(rule, pair).anyMatch(held -> held.rule().isPermit() && reach.meets(held.reach()));
    }
}
