package org.kivuko.agreement.findings;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kivuko.agreement.Rule;
import org.kivuko.agreement.Rule.Travellers;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Purpose;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/**
 * The messages between two states that a rule fits: every message whose values lie in all of these sets.
 *
 * @param posts empty where every post fits, and none
 * @param least the least grave severity that fits; empty for every
 * @param protectedOnly whether it fits only what shows that a person sought protection
 */
record Reach(
        Set<String> topics,
        Set<AgencyId> senders,
        Set<AgencyId> recipients,
        Optional<Set<String>> posts,
        Set<Purpose> purposes,
        Set<Status> statuses,
        Set<Travellers> travellers,
        Optional<Severity> least,
        boolean protectedOnly) {

    static Reach of(Rule rule, String from, String to, Directory directory) {
        boolean permit = rule.kind() == Rule.Kind.PERMIT;
        return new Reach(
                topics(rule),
                agencies(rule.senders(), from, directory),
                agencies(rule.recipients(), to, directory),
                posts(rule, directory),
                rule.purposes().isEmpty() ? EnumSet.allOf(Purpose.class) : rule.purposes(),
                rule.statuses().isEmpty()
                        ? permit ? EnumSet.of(Status.ACTUAL) : EnumSet.allOf(Status.class)
                        : rule.statuses(),
                rule.travellers().isEmpty() ? EnumSet.allOf(Travellers.class) : rule.travellers(),
                rule.minSeverity(),
                rule.whenProtected());
    }

    private static Set<String> topics(Rule rule) {
        return Topics.of(rule).stream()
                .filter(topic -> !rule.whenProtected() || Topics.mayBeProtected(topic))
                .collect(Collectors.toSet());
    }

    private static Set<AgencyId> agencies(List<Rule.Party> parties, String state, Directory directory) {
        return directory.state(state).stream()
                .flatMap(it -> it.agencies().stream())
                .filter(agency -> parties.isEmpty() || parties.stream().anyMatch(names(agency)))
                .map(Directory.Agency::id)
                .collect(Collectors.toSet());
    }

    private static Predicate<Rule.Party> names(Directory.Agency agency) {
        return party -> party instanceof Rule.Party.WithRole role
                ? agency.roles().contains(role.role())
                : party.equals(new Rule.Party.Named(agency.id()));
    }

    private static Optional<Set<String>> posts(Rule rule, Directory directory) {
        return rule.posts().isEmpty()
                ? Optional.empty()
                : Optional.of(rule.posts().stream()
                        .flatMap(crossing -> directory.crossing(crossing).stream())
                        .flatMap(crossing -> crossing.sides().stream())
                        .map(Directory.Side::post)
                        .collect(Collectors.toSet()));
    }

    /** The part that is about one topic. */
    Reach about(String topic) {
        return new Reach(
                Set.of(topic), senders, recipients, posts, purposes, statuses, travellers, least, protectedOnly);
    }

    /** Whether some agency can send what fits, and some agency receive it. */
    boolean hasBothEnds() {
        return !senders.isEmpty() && !recipients.isEmpty();
    }

    /** Whether every message that fits the other fits this. */
    boolean contains(Reach other) {
        return !protectedOnly
                && topics.containsAll(other.topics)
                && senders.containsAll(other.senders)
                && recipients.containsAll(other.recipients)
                && (posts.isEmpty() || (other.posts.isPresent() && posts.get().containsAll(other.posts.get())))
                && purposes.containsAll(other.purposes)
                && statuses.containsAll(other.statuses)
                && travellers.containsAll(other.travellers)
                && containsSeverity(other);
    }

    /** Severities are declared from the gravest down, and asked of alerts alone. */
    private boolean containsSeverity(Reach other) {
        return least.isEmpty()
                || other.topics.stream().noneMatch(Topics::isAlert)
                || other.least.filter(it -> it.compareTo(least.get()) <= 0).isPresent();
    }

    /** Whether some message fits both. */
    boolean meets(Reach other) {
        return meet(topics, other.topics)
                && meet(senders, other.senders)
                && meet(recipients, other.recipients)
                && (posts.isEmpty() || other.posts.isEmpty() || meet(posts.get(), other.posts.get()))
                && meet(purposes, other.purposes)
                && meet(statuses, other.statuses);
    }

    private static <T> boolean meet(Set<T> one, Set<T> other) {
        return one.stream().anyMatch(other::contains);
    }
}
