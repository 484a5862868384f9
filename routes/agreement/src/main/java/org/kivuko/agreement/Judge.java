package org.kivuko.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;

/**
 * Comes from one message, one recipient and the rules of their states to a decision: protections first, then prohibits, then
 * permits, then what the permits demand of the message, then whether somebody has to look at it. What of it crosses is worked
 * out last, when the ruling is asked for. Immutable, thread-safe.
 */
final class Judge {
    private static final Optional<Code> NOT_DELIVERABLE = Optional.of(Code.NOT_DELIVERABLE);
    private static final Optional<Code> PROHIBITED = Optional.of(Code.PROHIBITED);

    private final Directory directory;
    private final PairHash hash;
    private final RuleIndex index;

    Judge(Directory directory, PairHash hash, RuleIndex index) {
        this.directory = directory;
        this.hash = hash;
        this.index = index;
    }

    Decision decide(Matter matter, Instant at) {
        if (Protections.refuse(matter, directory)) {
            return refused(matter, NOT_DELIVERABLE, List.of(), at);
        }
        // The table does not know what operators suspend: while something is, rules are asked one by one.
        var asked = matter.facts().suspended().isEmpty()
                ? index.ask(matter, at)
                : index.between(matter.from(), matter.to()).ask(matter, at);
        if (!asked.refusing().isEmpty()) {
            return refused(matter, prohibited(asked.refusing()), asked.refusing(), at);
        }
        if (asked.matching().isEmpty()) {
            return refused(matter, asked.nearestMiss(), List.of(), at);
        }
        return matter.facts().emergencies().isEmpty()
                ? permitted(matter, asked.matching(), asked.conditions(), at)
                : permitted(matter, decisive(asked.matching()), at);
    }

    private Decision permitted(Matter matter, List<CompiledRule> permits, Instant at) {
        var conditions = permits.stream()
                .map(CompiledRule::conditions)
                .reduce(Conditions::and)
                .orElseThrow();
        return permitted(matter, permits, conditions, at);
    }

    private Decision permitted(Matter matter, List<CompiledRule> permits, Conditions conditions, Instant at) {
        var handling = Owed.handling(matter, conditions);
        var broken = DemandChecks.firstBroken(matter, permits, conditions, handling);
        if (broken.isPresent()) {
            return refused(matter, broken, permits, at);
        }
        var hold = Holds.of(matter, conditions, handling, at);
        return new Decision(this, matter, at, Optional.empty(), permits, handling, hold);
    }

    private Decision refused(Matter matter, Optional<Code> reason, List<CompiledRule> rules, Instant at) {
        var handling = matter.message().envelope().handling();
        return new Decision(this, matter, at, reason, rules, handling, Optional.empty());
    }

    private static Optional<Code> prohibited(List<CompiledRule> refusing) {
        return refusing.stream().anyMatch(prohibit -> prohibit.rule().whenProtected()) ? NOT_DELIVERABLE : PROHIBITED;
    }

    /** While an emergency is open, what was agreed for it decides alone. */
    private static List<CompiledRule> decisive(List<CompiledRule> matching) {
        var forEmergencies =
                matching.stream().filter(CompiledRule::isForEmergencies).toList();
        return forEmergencies.isEmpty() ? matching : forEmergencies;
    }

    /** The ruling that a decision comes to. */
    Ruling rule(Decision decision) {
        if (decision.reason().isPresent()) {
            return refused(decision.matter(), decision.reason(), decision.deciding());
        }
        var owed = Owed.under(decision.deciding(), decision.matter(), decision.handling(), decision.at());
        return decision.hold().isPresent()
                ? held(decision, owed)
                : release(decision.matter(), decision.deciding(), owed);
    }

    /** Nothing of it is known to the recipient, and of what would be removed nobody needs to know yet. */
    private static Ruling held(Decision decision, Obligations owed) {
        return new Ruling(
                decision.matter().recipient(),
                Outcome.HELD,
                Optional.of(Code.REVIEW_REQUIRED),
                decision.rules(),
                agreements(decision.deciding()),
                List.of(),
                List.of(),
                owed,
                decision.hold(),
                Optional.empty());
    }

    private Ruling release(Matter matter, List<CompiledRule> permits, Obligations owed) {
        var shown = Statistics.of(matter, permits, directory);
        if (shown.withheld()) {
            return refused(matter, NOT_DELIVERABLE, List.of());
        }
        var plan = FieldPlan.strictest(permits, matter.type())
                .without(Protections.removedLeaves(matter, directory))
                .without(keptBefore(matter, permits));
        var day = matter.message().envelope().time().toLocalDate();
        var projected = Projection.of(shown.data(), plan, new Transforms(matter.from(), matter.to(), day, hash));
        var removed = shown.hidden() ? withCells(projected.removed()) : projected.removed();
        boolean whole = removed.isEmpty() && projected.transformed().isEmpty();
        return new Ruling(
                matter.recipient(),
                whole ? Outcome.RELEASED : Outcome.REDUCED,
                Optional.empty(),
                names(permits),
                agreements(permits),
                removed,
                projected.transformed(),
                owed,
                Optional.empty(),
                Optional.of(projected.data()),
                shown.release());
    }

    /**
     * What was kept from the recipient of the message that this one puts right. What was changed there is so again by the same
     * rules; whether others would change it as much nobody can say.
     */
    private static BitSet keptBefore(Matter matter, List<CompiledRule> permits) {
        var leaves = new BitSet();
        matter.facts().given().ifPresent(given -> {
            var members = Members.of(matter.type());
            members.addLeaves(given.removed(), leaves);
            if (!given.rules().equals(names(permits))) {
                members.addLeaves(given.transformed(), leaves);
            }
        });
        return leaves;
    }

    private static List<String> withCells(List<String> removed) {
        var paths = new TreeSet<>(removed);
        paths.add(Ruling.HIDDEN_CELLS);
        return List.copyOf(paths);
    }

    private static Ruling refused(Matter matter, Optional<Code> reason, List<CompiledRule> rules) {
        return new Ruling(
                matter.recipient(),
                Outcome.REFUSED,
                reason,
                names(rules),
                agreements(rules),
                List.of(),
                List.of(),
                Obligations.of(matter.message().envelope().handling()),
                Optional.empty(),
                Optional.empty());
    }

    /** @param rules sorted by name */
    static List<String> names(List<CompiledRule> rules) {
        return list(rules, CompiledRule::name);
    }

    /** The agreements of rules that are sorted by name, and so by agreement. */
    private static List<String> agreements(List<CompiledRule> rules) {
        return list(rules, CompiledRule::reference);
    }

    private static List<String> list(List<CompiledRule> rules, Function<CompiledRule, String> word) {
        if (rules.size() <= 1) {
            return rules.isEmpty() ? List.of() : List.of(word.apply(rules.get(0)));
        }
        var words = new ArrayList<String>(rules.size());
        for (CompiledRule rule : rules) {
            var next = word.apply(rule);
            if (words.isEmpty() || !words.get(words.size() - 1).equals(next)) {
                words.add(next);
            }
        }
        return List.copyOf(words);
    }
}
