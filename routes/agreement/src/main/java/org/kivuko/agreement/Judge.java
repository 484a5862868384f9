package org.kivuko.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.kivuko.agreement.ProtectionCells.Lowered;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.FlowReport;

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
        var lowered = lowered(matter);
        if (lowered.filter(Lowered::small).isPresent()) {
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
        return hold.isPresent() ? held(matter, permits, owed, hold.get()) : release(matter, permits, owed, lowered);
    }

    private Optional<Lowered> lowered(Matter matter) {
        return Protections.hidesProtectionCells(matter, directory)
                        && matter.message().payload() instanceof FlowReport report
                ? ProtectionCells.without(matter.message().data(), report)
                : Optional.empty();
    }

    /** Nothing of it is known to the recipient, and of what would be removed nobody needs to know yet. */
    private static Ruling held(Matter matter, List<CompiledRule> permits, Obligations owed, Hold hold) {
        return new Ruling(
                matter.recipient(),
                Outcome.HELD,
                Optional.of(Code.REVIEW_REQUIRED),
                sorted(permits, CompiledRule::name),
                sorted(permits, permit -> permit.term().agreement().reference()),
                List.of(),
                List.of(),
                owed,
                Optional.of(hold),
                Optional.empty());
    }

    private Ruling release(Matter matter, List<CompiledRule> permits, Obligations owed, Optional<Lowered> lowered) {
        var plan = FieldPlan.strictest(permits.stream()
                        .map(permit -> permit.plan(matter.type()))
                        .toList())
                .without(Protections.removedLeaves(matter, directory));
        var day = matter.message().envelope().time().toLocalDate();
        var projected = Projection.of(
                lowered.map(Lowered::data).orElseGet(matter.message()::data),
                plan,
                new Transforms(matter.from(), matter.to(), day, hash));
        var removed = lowered.isPresent() ? withCells(projected.removed()) : projected.removed();
        boolean whole = removed.isEmpty() && projected.transformed().isEmpty();
        return new Ruling(
                matter.recipient(),
                whole ? Outcome.RELEASED : Outcome.REDUCED,
                Optional.empty(),
                sorted(permits, CompiledRule::name),
                sorted(permits, permit -> permit.term().agreement().reference()),
                removed,
                projected.transformed(),
                owed,
                Optional.empty(),
                Optional.of(projected.data()));
    }

    private static List<String> withCells(List<String> removed) {
        var paths = new TreeSet<>(removed);
        paths.add(Ruling.PROTECTION_CELLS);
        return List.copyOf(paths);
    }

    private static Ruling refused(Matter matter, Code reason, List<CompiledRule> rules) {
        return new Ruling(
                matter.recipient(),
                Outcome.REFUSED,
                Optional.of(reason),
                sorted(rules, CompiledRule::name),
                sorted(rules, rule -> rule.term().agreement().reference()),
                List.of(),
                List.of(),
                Obligations.of(matter.message().envelope().handling()),
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> sorted(List<CompiledRule> rules, Function<CompiledRule, String> word) {
        return rules.size() == 1
                ? List.of(word.apply(rules.get(0)))
                : rules.stream().map(word).distinct().sorted().toList();
    }
}
