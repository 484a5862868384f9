package org.kivuko.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.RuleAnswer.Said;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;

/**
 * The rules of all agreements, whatever their state, that are about what goes from one state to another, in the order of
 * files and places. Immutable, thread-safe.
 */
final class PairRules {
    static final PairRules NONE = new PairRules(List.of(), new AgencySet.Numbers());

    private static final Optional<Step> NO_AUTHORITY = Optional.of(Step.AUTHORITY);

    private final AgencySet.Numbers numbers;
    private final List<CompiledRule> permits;
    private final List<CompiledRule> prohibits;
    private final Map<MessageType, Candidates> prohibitsByType = new EnumMap<>(MessageType.class);
    private final Map<MessageType, Candidates> permitsByType = new EnumMap<>(MessageType.class);

    PairRules(List<CompiledRule> rules, AgencySet.Numbers numbers) {
        this.numbers = numbers;
        permits = rules.stream().filter(CompiledRule::isPermit).toList();
        prohibits = rules.stream().filter(rule -> !rule.isPermit()).toList();
        for (MessageType type : MessageType.values()) {
            permitsByType.put(type, candidates(permits, type));
            prohibitsByType.put(type, candidates(prohibits, type));
        }
    }

    private static Candidates candidates(List<CompiledRule> rules, MessageType type) {
        return Candidates.of(rules.stream().filter(rule -> rule.admits(type)).toList());
    }

    /** The prohibits in force that refuse the message, sorted by name. */
    List<CompiledRule> refusing(Matter matter, Instant at) {
        var candidates = prohibitsByType.get(matter.type());
        int wanted = Candidates.wanted(matter);
        int sender = numbers.of(matter.sender());
        int recipient = numbers.of(matter.recipient());
        var refusing = List.<CompiledRule>of();
        for (int i = candidates.next(0, wanted); i < candidates.size(); i = candidates.next(i + 1, wanted)) {
            if (candidates.areCompetent(i, sender, recipient)
                    && candidates.at(i).refuses(matter, at)) {
                refusing = refusing.isEmpty() ? new ArrayList<>(2) : refusing;
                refusing.add(candidates.at(i));
            }
        }
        return refusing;
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

    Asked ask(Matter matter, Instant at) {
        var matching = new ArrayList<CompiledRule>(2);
        var furthest = permits.isEmpty() ? Optional.<Step>empty() : Optional.of(Step.TYPE);
        var candidates = permitsByType.get(matter.type());
        int wanted = Candidates.wanted(matter);
        int sender = numbers.of(matter.sender());
        int recipient = numbers.of(matter.recipient());
        for (int i = candidates.next(0, wanted); i < candidates.size(); i = candidates.next(i + 1, wanted)) {
            var no = candidates.areCompetent(i, sender, recipient)
                    ? candidates.at(i).firstNoOfCompetent(matter, at)
                    : NO_AUTHORITY;
            if (no.isEmpty()) {
                matching.add(candidates.at(i));
            } else if (no.get().compareTo(furthest.orElseThrow()) > 0) {
                furthest = no;
            }
        }
        return new Asked(decisive(matching), matching.isEmpty() ? reason(furthest) : Optional.empty());
    }

    /** While an emergency is open, what was agreed for it decides alone. */
    private static List<CompiledRule> decisive(List<CompiledRule> matching) {
        for (CompiledRule permit : matching) {
            if (permit.isForEmergencies()) {
                return matching.stream().filter(CompiledRule::isForEmergencies).toList();
            }
        }
        return matching;
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

    /** What each rule says, by the same steps that {@link #refusing} and {@link #ask} go through. */
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

    private static Optional<Code> reason(Optional<Step> furthest) {
        return Optional.of(furthest.map(Step::reason).orElse(Code.NO_AGREEMENT));
    }

    /** The same for a type of message as such, as far as it can be said without one. */
    Asked ask(MessageType type, String from, String to, Instant at) {
        var candidates = permitsByType.get(type).all();
        var matching = candidates.stream()
                .filter(permit -> permit.firstNo(from, to, at).isEmpty())
                .toList();
        var furthest = Stream.concat(
                        permits.stream().map(permit -> Step.TYPE),
                        candidates.stream().flatMap(permit -> permit.firstNo(from, to, at).stream()))
                .max(Step::compareTo);
        return new Asked(matching, matching.isEmpty() ? reason(furthest) : Optional.empty());
    }

    /** The first instant after another at which one of these rules begins or ends to hold. */
    Optional<Instant> nextChange(Instant after) {
        return Stream.concat(permits.stream(), prohibits.stream())
                .flatMap(rule -> rule.term().changes())
                .filter(instant -> instant.isAfter(after) && instant.isBefore(Instant.MAX))
                .min(Instant::compareTo);
    }

    /** The permits whose agreement is in force, whatever the annexes: who may be named as a recipient. */
    Stream<CompiledRule> permitsInForce(String from, String to, Instant at) {
        return permits.stream().filter(permit -> permit.term().inForce(from, to, at));
    }
}
