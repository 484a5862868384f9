package org.kivuko.analysis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;
import org.kivuko.model.Role;

/** The states and the agreements between them, by the names that rulings use. Thread-safe. */
final class World {
    /** A rule with the agreement that it stands in. */
    record Clause(Agreement agreement, Rule rule) {
        /** Whether the agreement is about what goes from one state to the other, and the rule with it. */
        boolean covers(String from, String to) {
            var parties = agreement.parties();
            boolean covered =
                    from.equals(to) ? parties.equals(List.of(from)) : parties.contains(from) && parties.contains(to);
            return covered && fits(rule.from(), from) && fits(rule.to(), to);
        }

        private boolean fits(String stated, String state) {
            return stated.equals(state)
                    || (stated.equals(Rule.EVERY_PARTY) && agreement.parties().size() > 1);
        }

        boolean accepted(String from, String to, Instant at) {
            return rule.annex()
                    .map(annex -> agreement.life().at(at).annexes().get(annex))
                    .filter(states -> states.contains(from) && states.contains(to))
                    .isPresent();
        }

        /** Between these two, or inside the one. */
        private boolean inForce(String from, String to, Instant at) {
            var then = agreement.asOf(at);
            return (then.state() == State.IN_FORCE || then.state() == State.PROVISIONAL)
                    && then.parties().contains(from)
                    && then.parties().contains(to)
                    && !at.isBefore(start(agreement.valid().from()))
                    && agreement
                            .valid()
                            .until()
                            .filter(day -> !at.isBefore(start(day)))
                            .isEmpty();
        }
    }

    private final Directory directory;
    private final List<Agreement> agreements;
    private final Map<String, Clause> clauses = new HashMap<>();

    /** Asked for every case, and the same for most of them. */
    private final Map<Question, Boolean> inForce = new ConcurrentHashMap<>();

    private record Question(String rule, String from, String to, Instant at) {}

    private final Map<Release, Kept> kept = new ConcurrentHashMap<>();

    private record Release(List<String> rules, MessageType type) {}

    World(Directory directory, List<Agreement> agreements) {
        this.directory = directory;
        this.agreements = List.copyOf(agreements);
        agreements.forEach(agreement -> agreement
                .rules()
                .forEach(rule -> clauses.put(agreement.reference() + "/" + rule.id(), new Clause(agreement, rule))));
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Directory directory() {
        return directory;
    }

    List<Agreement> agreements() {
        return agreements;
    }

    /** Every instant at which what an agreement lets cross may change. */
    static List<Instant> edges(Agreement agreement) {
        var valid = agreement.valid();
        return Stream.of(
                        Stream.of(start(valid.from())),
                        valid.until().map(World::start).stream(),
                        agreement.life().changes().stream())
                .flatMap(edges -> edges)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a rule, as rulings name it, is in force between these two, or inside the one. */
    boolean inForce(String rule, String from, String to, Instant at) {
        return inForce.computeIfAbsent(new Question(rule, from, to, at), question -> clause(rule)
                .filter(clause -> clause.inForce(from, to, at))
                .isPresent());
    }

    /** A rule as rulings name it. */
    Optional<Clause> clause(String name) {
        return Optional.ofNullable(clauses.get(name));
    }

    /** What these rules, as rulings name them, let cross together. */
    Kept kept(List<String> rules, MessageType type) {
        return kept.computeIfAbsent(
                new Release(rules, type),
                release -> new Kept(
                        type,
                        rules.stream().flatMap(rule -> clause(rule).stream()).toList()));
    }

    /** The rules about what goes from one state to another, or stays in it. */
    List<Clause> between(String from, String to) {
        return agreements.stream()
                .flatMap(agreement -> agreement.rules().stream().map(rule -> new Clause(agreement, rule)))
                .filter(clause -> clause.covers(from, to))
                .toList();
    }

    boolean protects(AgencyId agency) {
        return directory.hasRole(agency, Role.REFUGEE) || directory.hasRole(agency, Role.CHILD_PROTECTION);
    }
}
