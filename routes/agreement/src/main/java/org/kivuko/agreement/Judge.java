package org.kivuko.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;

/**
 * Comes from one message, one recipient and the rules of their states to a ruling: protections first, then prohibits, then
 * permits, then what the permits demand of the message, then whether somebody has to look at it, and last what of it
 * crosses. Immutable, thread-safe.
 */
final class Judge {
    private final Directory directory;
    private final PairHash hash;

    Judge(Directory directory, PairHash hash) {
        this.directory = directory;
        this.hash = hash;
    }

    Ruling judge(Matter matter, PairRules rules, Instant at) {
        if (Protections.refuse(matter, directory)) {
            return refused(matter, Code.NOT_DELIVERABLE, List.of());
        }
        var refusing = rules.refusing(matter, at);
        if (!refusing.isEmpty()) {
            boolean protects =
                    refusing.stream().anyMatch(prohibit -> prohibit.rule().whenProtected());
            return refused(matter, protects ? Code.NOT_DELIVERABLE : Code.PROHIBITED, refusing);
        }
        var asked = rules.ask(matter, at);
        if (asked.nearestMiss().isPresent()) {
            return refused(matter, asked.nearestMiss().get(), List.of());
        }
        var permits = asked.matching();
        var handling = Owed.handling(matter, permits);
        var broken = DemandChecks.firstBroken(matter, permits, handling);
        if (broken.isPresent()) {
            return refused(matter, broken.get(), permits);
        }
        var hold = Holds.of(matter, permits, handling, at);
        var owed = Owed.under(permits, matter, handling, at);
        return hold.isPresent() ? held(matter, permits, owed, hold.get()) : release(matter, permits, owed);
    }

    /** Nothing of it is known to the recipient, and of what would be removed nobody needs to know yet. */
    private static Ruling held(Matter matter, List<CompiledRule> permits, Obligations owed, Hold hold) {
        return new Ruling(
                matter.recipient(),
                Outcome.HELD,
                Optional.of(Code.REVIEW_REQUIRED),
                names(permits),
                agreements(permits),
                List.of(),
                List.of(),
                owed,
                Optional.of(hold),
                Optional.empty());
    }

    private Ruling release(Matter matter, List<CompiledRule> permits, Obligations owed) {
        var shown = Statistics.of(matter, permits, directory);
        if (shown.withheld()) {
            return refused(matter, Code.NOT_DELIVERABLE, List.of());
        }
        var plan = FieldPlan.strictest(permits, matter.type()).without(Protections.removedLeaves(matter, directory));
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

    private static List<String> withCells(List<String> removed) {
        var paths = new TreeSet<>(removed);
        paths.add(Ruling.HIDDEN_CELLS);
        return List.copyOf(paths);
    }

    private static Ruling refused(Matter matter, Code reason, List<CompiledRule> rules) {
        return new Ruling(
                matter.recipient(),
                Outcome.REFUSED,
                Optional.of(reason),
                names(rules),
                agreements(rules),
                List.of(),
                List.of(),
                Obligations.of(matter.message().envelope().handling()),
                Optional.empty(),
                Optional.empty());
    }

    /** @param rules sorted by name */
    private static List<String> names(List<CompiledRule> rules) {
        return rules.size() == 1 ? rules.get(0).names() : list(rules, CompiledRule::name);
    }

    /** The agreements of rules that are sorted by name, and so by agreement. */
    private static List<String> agreements(List<CompiledRule> rules) {
        return rules.size() == 1 ? rules.get(0).references() : list(rules, CompiledRule::reference);
    }

    private static List<String> list(List<CompiledRule> rules, Function<CompiledRule, String> word) {
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
