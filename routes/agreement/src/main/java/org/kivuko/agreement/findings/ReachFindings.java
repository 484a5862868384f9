package org.kivuko.agreement.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Rule;
import org.kivuko.model.Directory;

/** Rules that no message can fit. */
final class ReachFindings {
    private final Directory directory;

    ReachFindings(Directory directory) {
        this.directory = directory;
    }

    List<Finding> of(Placed rule) {
        if (rule.pairs().isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        findings.addAll(ends(rule));
        findings.addAll(posts(rule));
        findings.addAll(handling(rule));
        return findings;
    }

    private List<Finding> ends(Placed rule) {
        var findings = new ArrayList<Finding>();
        var reaches = rule.pairs().stream()
                .map(pair -> Reach.of(rule.rule(), pair.from(), pair.to(), directory))
                .toList();
        if (reaches.stream().allMatch(reach -> reach.senders().isEmpty())) {
            findings.add(nobody(rule, "senders", rule.rule().from(), "send"));
        }
        if (reaches.stream().allMatch(reach -> reach.recipients().isEmpty())) {
            findings.add(nobody(rule, "recipients", rule.rule().to(), "receive"));
        }
        return findings;
    }

    private static Finding nobody(Placed rule, String key, String state, String verb) {
        var where = state.equals(Rule.EVERY_PARTY) ? "any party" : state;
        return rule.finding(
                Finding.Kind.UNREACHABLE,
                key,
                "no agency of " + where + " fits '" + key + "', so nobody can " + verb + " under this rule",
                "name an agency or a role that " + where + " has, or take the rule out");
    }

    private List<Finding> posts(Placed rule) {
        return rule.rule().posts().stream()
                .sorted()
                .flatMap(crossing -> directory.crossing(crossing).stream())
                .flatMap(crossing -> post(rule, crossing))
                .toList();
    }

    private static Stream<Finding> post(Placed rule, Directory.Crossing crossing) {
        var states = crossing.sides().stream().map(Directory.Side::state).collect(Collectors.toSet());
        if (rule.pairs().stream().noneMatch(pair -> states.contains(pair.from()) || states.contains(pair.to()))) {
            return Stream.of(rule.finding(
                    Finding.Kind.UNREACHABLE,
                    "posts",
                    "the crossing " + crossing.id()
                            + " is no post of the states of this rule, which is about what goes "
                            + Pair.words(rule.pairs()),
                    "name a crossing with a side in one of them, or take it out"));
        }
        boolean own = rule.pairs().stream().anyMatch(pair -> states.contains(pair.from()));
        if (!own && Topics.of(rule.rule()).stream().allMatch(Topics::isOfOwnPost)) {
            return Stream.of(rule.finding(
                    Finding.Kind.UNREACHABLE,
                    "posts",
                    "a state reports on its own posts, and " + crossing.id() + " has none of "
                            + rule.rule().from(),
                    "name a crossing with a side in " + rule.rule().from() + ", or take it out"));
        }
        return Stream.of();
    }

    /** Some alerts travel under a code of their own, however they were sent. */
    private static List<Finding> handling(Placed placed) {
        var most = placed.rule().handlingMax();
        if (most.isEmpty()) {
            return List.of();
        }
        var tooHigh = Topics.alertTypes(Topics.of(placed.rule()))
                .filter(type -> type.minHandling().compareTo(most.get()) > 0)
                .toList();
        return tooHigh.isEmpty()
                ? List.of()
                : List.of(placed.finding(
                        Finding.Kind.UNREACHABLE,
                        "handling",
                        tooHigh.stream().map(type -> type.code()).collect(Collectors.joining(", "))
                                + " never crosses: it travels under "
                                + tooHigh.get(0).minHandling() + " at least, and 'max' is " + most.get(),
                        "raise 'max', or leave these alerts out"));
    }
}
