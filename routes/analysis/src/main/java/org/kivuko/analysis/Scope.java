package org.kivuko.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Handling;
import org.kivuko.model.Purpose;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/**
 * Which values one rule or guarantee tells apart. It decides nothing: it only says which messages are so alike that asking
 * about one of them answers for all. Immutable.
 *
 * @param permit whether it is a rule that lets something cross
 * @param posts where it is about messages that name no post too, an empty value among them
 * @param nationality whether it asks whose nationals somebody is
 * @param protectedOnly whether it is about people under protection alone
 * @param handling the code at which it begins to decide otherwise
 * @param maxBytes the size above which it decides otherwise
 * @param required the members without which nothing crosses; which of them cross needs no class of its own, since the
 *     example of a class has every member that one of the class has
 * @param emergency present where it holds only while one is open for it
 * @param capped whether it counts what it lets cross
 * @param participants who takes part in its exercises; empty where everybody may
 * @param agreement whose days it keeps
 * @param changed where two sets of agreements are compared, whether only one of them has it so
 */
record Scope(
        boolean permit,
        Choice<Topic> topics,
        Choice<AgencyId> senders,
        Choice<AgencyId> recipients,
        Choice<Optional<String>> posts,
        Choice<Purpose> purposes,
        Choice<Status> statuses,
        Choice<Gravity> gravities,
        boolean nationality,
        boolean protectedOnly,
        Optional<Handling> handling,
        OptionalInt maxBytes,
        List<String> required,
        Optional<Emergency> emergency,
        boolean capped,
        Set<AgencyId> participants,
        Optional<Agreement> agreement,
        boolean changed) {

    /** A rule that holds only while an emergency is open for it, by the name that rulings use. */
    record Emergency(String rule) {}

    static Scope of(Rule rule, Agreement agreement, Directory directory) {
        return of(rule, agreement, directory, false);
    }

    static Scope of(Rule rule, Agreement agreement, Directory directory, boolean changed) {
        boolean permit = rule.kind() == Rule.Kind.PERMIT;
        return new Scope(
                permit,
                topics(topic -> (rule.messages().isEmpty() || rule.messages().contains(topic.type()))
                        && (!topic.isAlert() || rule.alertTypes().isEmpty() || named(topic, rule.alertTypes()))),
                agencies(rule.senders(), directory),
                agencies(rule.recipients(), directory),
                posts(rule.posts(), directory),
                Choice.asWritten(rule.purposes()),
                permit && rule.statuses().isEmpty()
                        ? Choice.only(List.of(Status.ACTUAL))
                        : Choice.asWritten(rule.statuses()),
                rule.minSeverity().map(Scope::reaching).orElse(Choice.all()),
                !rule.travellers().isEmpty(),
                rule.whenProtected(),
                rule.handlingMax(),
                rule.maxBytes(),
                rule.fields().require(),
                rule.controls().emergency().map(it -> new Emergency(agreement.reference() + "/" + rule.id())),
                rule.controls().rateCap().isPresent(),
                rule.demands().participants(),
                Optional.of(agreement),
                changed);
    }

    static Choice<Topic> topics(Predicate<Topic> condition) {
        return Choice.only(Topic.all().stream().filter(condition).toList());
    }

    static boolean named(Topic topic, List<Rule.AlertTypes> patterns) {
        return topic.alertType()
                .filter(type -> patterns.stream().anyMatch(pattern -> pattern.matches(type)))
                .isPresent();
    }

    private static Choice<Gravity> reaching(Severity least) {
        return Choice.only(
                Gravity.all().stream().filter(gravity -> gravity.reaches(least)).toList());
    }

    static Choice<AgencyId> agencies(List<Rule.Party> parties, Directory directory) {
        return parties.isEmpty()
                ? Choice.all()
                : Choice.only(parties.stream()
                        .flatMap(party -> agencies(party, directory))
                        .distinct()
                        .toList());
    }

    private static Stream<AgencyId> agencies(Rule.Party party, Directory directory) {
        if (party instanceof Rule.Party.Named named) {
            return Stream.of(named.agency());
        }
        var role = ((Rule.Party.WithRole) party).role();
        return directory.agencies().stream()
                .map(Directory.Agency::id)
                .filter(agency -> directory.hasRole(agency, role));
    }

    static Choice<Optional<String>> posts(Collection<String> crossings, Directory directory) {
        return crossings.isEmpty()
                ? Choice.all()
                : Choice.only(crossings.stream()
                        .flatMap(id -> directory.crossing(id).stream())
                        .flatMap(crossing -> crossing.sides().stream())
                        .map(side -> Optional.of(side.post()))
                        .distinct()
                        .toList());
    }
}
