package org.kivuko.agreement.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Permits that a prohibit always refuses, or that another permit leaves nothing to decide. */
final class PermitFindings {
    private final Landscape landscape;

    PermitFindings(Landscape landscape) {
        this.landscape = landscape;
    }

    List<Finding> of(Placed rule) {
        var pairs = livePairs(rule);
        if (pairs.isEmpty() || rule.rule().controls().emergency().isPresent()) {
            return List.of(); // told elsewhere; a permit for emergencies decides alone
        }
        var refusal = contradiction(rule, pairs);
        return refusal.isPresent() ? refusal.stream().toList() : shadows(rule, pairs);
    }

    /** The pairs for which messages can fit at all. */
    private List<Pair> livePairs(Placed rule) {
        return rule.pairs().stream()
                .filter(rule::isReciprocal)
                .filter(pair -> landscape.reach(rule, pair).hasBothEnds())
                .toList();
    }

    private Optional<Finding> contradiction(Placed rule, List<Pair> pairs) {
        var topics = Topics.of(rule.rule());
        var refused = topics.stream()
                .filter(topic -> pairs.stream()
                        .allMatch(pair -> refusing(rule, pair, topic).isPresent()))
                .toList();
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        var by = refusing(rule, pairs.get(0), refused.get(0)).orElseThrow().name();
        var what = refused.size() == topics.size() ? "everything" : String.join(", ", refused);
        return Optional.of(rule.finding(
                Finding.Kind.CONTRADICTION,
                "",
                "the prohibit " + by + " refuses " + what + " that the permit '"
                        + rule.rule().id() + "' permits",
                "take one of the two out, or narrow the prohibit"));
    }

    private Optional<Placed> refusing(Placed rule, Pair pair, String topic) {
        var reach = landscape.reach(rule, pair).about(topic);
        return landscape
                .beside(rule, pair)
                .filter(held -> !held.rule().isPermit() && held.reach().contains(reach))
                .map(Landscape.Held::rule)
                .findFirst();
    }

    private List<Finding> shadows(Placed rule, List<Pair> pairs) {
        var findings = new ArrayList<Finding>();
        by(rule, pairs, PermitFindings::leavesNothing)
                .ifPresent(other -> findings.add(rule.finding(
                        Finding.Kind.SHADOWED,
                        "fields/keep",
                        "nothing that the permit '" + rule.rule().id() + "' keeps ever crosses: " + other.name()
                                + " fits the same messages and keeps none of it",
                        "keep the same fields in both, or let the two fit different messages")));
        by(rule, pairs, PermitFindings::forbidsItsHandling)
                .ifPresent(other -> findings.add(rule.finding(
                        Finding.Kind.SHADOWED,
                        "handling",
                        "the permit '" + rule.rule().id() + "' lets nothing cross: it raises every message to "
                                + rule.rule().handlingDefault().orElseThrow() + ", and " + other.name()
                                + ", which fits the same messages, lets at most "
                                + other.rule().handlingMax().orElseThrow() + " cross",
                        "lower 'default' here, or raise 'max' there")));
        if (findings.isEmpty()) {
            by(rule, pairs, this::isSpared)
                    .ifPresent(other -> findings.add(rule.finding(
                            Finding.Kind.SHADOWED,
                            "",
                            "the permit '" + rule.rule().id() + "' never decides anything: " + other.name()
                                    + " fits all its messages and is as strict in every respect",
                            "take it out, or say in it what the other does not")));
        }
        return findings;
    }

    /** Another permit that fits whatever this one fits, and of which this holds; for every pair one. */
    private Optional<Placed> by(Placed rule, List<Pair> pairs, BiPredicate<Placed, Placed> holds) {
        var first = containing(rule, pairs.get(0))
                .filter(other -> holds.test(rule, other))
                .findFirst();
        return first.filter(other -> pairs.stream()
                .allMatch(pair -> containing(rule, pair).anyMatch(candidate -> holds.test(rule, candidate))));
    }

    private Stream<Placed> containing(Placed rule, Pair pair) {
        var reach = landscape.reach(rule, pair);
        return landscape
                .beside(rule, pair)
                .filter(held -> held.rule().isPermit() && held.reach().contains(reach))
                .map(Landscape.Held::rule)
                .filter(other -> other.rule().controls().emergency().isEmpty());
    }

    private static boolean leavesNothing(Placed own, Placed other) {
        return Kept.types(own.rule()).allMatch(type -> {
            var kept = Kept.of(type, own.rule());
            boolean some = !kept.isEmpty();
            kept.retainAll(Kept.of(type, other.rule()));
            return some && kept.isEmpty();
        });
    }

    private static boolean forbidsItsHandling(Placed own, Placed other) {
        return own.rule().handlingDefault().isPresent()
                && other.rule()
                        .handlingMax()
                        .filter(most -> own.rule().handlingDefault().get().compareTo(most) > 0)
                        .isPresent();
    }

    /** Whether the other says all that this one says; of two that say the same the later one is told of. */
    private boolean isSpared(Placed own, Placed other) {
        return Strictness.isAtLeastAsStrict(other, own)
                && (isEarlier(other, own) || !Strictness.isAtLeastAsStrict(own, other) || !fitSame(own, other));
    }

    private boolean fitSame(Placed one, Placed other) {
        return one.pairs().equals(other.pairs())
                && one.pairs().stream()
                        .allMatch(pair -> landscape.reach(one, pair).equals(landscape.reach(other, pair)));
    }

    private static boolean isEarlier(Placed first, Placed second) {
        int order = first.agreement().id().compareTo(second.agreement().id());
        return order < 0 || (order == 0 && first.number() < second.number());
    }
}
