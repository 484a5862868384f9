package org.kivuko.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.RuleAnswer.Said;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;

/**
 * The rules of all agreements, whatever their state, that are about what goes from one state to another, in the order of
 * files and places. Immutable, thread-safe.
 *
 * @param prohibits asked first
 * @param phases the first instants of the times within which none of these rules begins or ends to hold; the first is the
 *     earliest
 */
record PairRules(List<CompiledRule> prohibits, List<CompiledRule> permits, List<Instant> phases) {
    static final PairRules NONE = new PairRules(List.of(), List.of(), List.of(Instant.MIN));

    private static final Optional<Code> NO_AGREEMENT = Optional.of(Code.NO_AGREEMENT);

    static PairRules of(List<CompiledRule> rules) {
        return new PairRules(
                rules.stream().filter(rule -> !rule.isPermit()).toList(),
                rules.stream().filter(CompiledRule::isPermit).toList(),
                phasesOf(rules));
    }

    private static List<Instant> phasesOf(List<CompiledRule> rules) {
        return Stream.concat(Stream.of(Instant.MIN), rules.stream().flatMap(rule -> rule.term()
                        .changes()))
                .filter(instant -> instant.isBefore(Instant.MAX))
                .distinct()
                .sorted()
                .toList();
    }

    /** The prohibits in force that refuse every message of a type, whatever it says. */
    List<CompiledRule> refusingAlways(MessageType type, String from, String to, Instant at) {
        return prohibits.stream()
                .filter(rule -> rule.term().inForce(from, to, at) && rule.refusesEvery(type))
                .toList();
    }

    /**
     * What came of asking the permits: those that match, or why none does.
     *
     * @param matching sorted by name
     */
    record Asked(List<CompiledRule> matching, Optional<Code> nearestMiss) {}

    /** Asks about a type of message as such, as far as it can be said without one. */
    Asked ask(MessageType type, String from, String to, Instant at) {
        var candidates = permits.stream()
                .filter(permit -> permit.admits(type))
                .sorted(CompiledRule.BY_NAME)
                .toList();
        var matching = candidates.stream()
                .filter(permit -> permit.firstNo(from, to, at).isEmpty())
                .toList();
        var furthest = Stream.concat(
                        permits.stream().map(permit -> Step.TYPE),
                        candidates.stream().flatMap(permit -> permit.firstNo(from, to, at).stream()))
                .max(Step::compareTo);
        return new Asked(matching, matching.isEmpty() ? reason(furthest.orElse(null)) : Optional.empty());
    }

    /** What the rules say of a message, asked one by one: the same as {@link RuleTable#ask} for what the table knows. */
    RuleTable.Asked ask(Matter matter, Instant at) {
        var refusing = prohibits.stream()
                .filter(rule -> rule.saysAsProhibit(matter, at).equals(Said.MATCHES))
                .sorted(CompiledRule.BY_NAME)
                .toList();
        if (!refusing.isEmpty()) {
            return new RuleTable.Asked(refusing, List.of(), Conditions.NONE, Optional.empty());
        }
        var matching = permits.stream()
                .filter(permit -> permit.firstNo(matter, at).isEmpty())
                .sorted(CompiledRule.BY_NAME)
                .toList();
        var furthest = permits.stream()
                .flatMap(permit -> permit.firstNo(matter, at).stream())
                .max(Step::compareTo);
        return new RuleTable.Asked(
                List.of(),
                matching,
                matching.stream()
                        .map(CompiledRule::conditions)
                        .reduce(Conditions::and)
                        .orElse(Conditions.NONE),
                matching.isEmpty() ? reason(furthest.orElse(null)) : Optional.empty());
    }

    /**
     * Why nothing crosses where no permit fits.
     *
     * @param furthest how far the nearest permit came; null where there is none at all
     */
    static Optional<Code> reason(Step furthest) {
        return furthest == null ? NO_AGREEMENT : furthest.refusal();
    }

    /** The permit of this name; empty where the pair has none. */
    Optional<CompiledRule> permit(String name) {
        return permits.stream().filter(permit -> permit.name().equals(name)).findFirst();
    }

    /** The permits that count what they let cross. */
    Stream<CompiledRule> capped() {
        return permits.stream()
                .filter(permit -> permit.rule().controls().rateCap().isPresent());
    }

    /** What each rule says, by the same steps that {@link RuleTable} goes through. */
    List<RuleAnswer> answers(Matter matter, Instant at) {
        var furthest = permits.stream()
                .map(permit -> permit.firstNo(matter, at))
                .reduce(PairRules::further)
                .flatMap(step -> step);
        return Stream.concat(
                        prohibits.stream().map(rule -> answer(rule, rule.saysAsProhibit(matter, at), false)),
                        permits.stream()
                                .map(rule -> answer(
                                        rule,
                                        rule.saysAsPermit(matter, at),
                                        furthest.isPresent()
                                                && rule.firstNo(matter, at).equals(furthest))))
                .toList();
    }

    private static RuleAnswer answer(CompiledRule rule, Said said, boolean nearest) {
        return new RuleAnswer(rule.name(), rule.rule(), rule.term().agreement(), said, nearest);
    }

    /** The later of two steps; none where one of the two permits matched. */
    private static Optional<Step> further(Optional<Step> one, Optional<Step> other) {
        return one.flatMap(step -> other.map(it -> it.compareTo(step) > 0 ? it : step));
    }

    /** The first instant after another at which one of these rules begins or ends to hold. */
    Optional<Instant> nextChange(Instant after) {
        return phases.stream().filter(instant -> instant.isAfter(after)).findFirst();
    }

    /** The permits whose agreement is in force, whatever the annexes: who may be named as a recipient. */
    Stream<CompiledRule> permitsInForce(String from, String to, Instant at) {
        return permits.stream().filter(permit -> permit.term().inForce(from, to, at));
    }
}
