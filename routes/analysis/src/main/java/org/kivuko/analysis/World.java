package org.kivuko.analysis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Role;

/** The states and the agreements between them, by the names that rulings use. Immutable. */
final class World {
    /** A rule with the agreement that it stands in. */
    record Clause(Agreement agreement, Rule rule) {
        /** Whether the agreement is about what goes from one state to the other, and the rule with it. */
        boolean covers(String from, String to) {
            var parties = agreement.parties();
            boolean covered = from.equals(to)
                    ? parties.equals(List.of(from))
                    : parties.contains(from) && parties.contains(to);
            return covered && fits(rule.from(), from) && fits(rule.to(), to);
        }

        private boolean fits(String stated, String state) {
            return stated.equals(state)
                    || (stated.equals(Rule.EVERY_PARTY) && agreement.parties().size() > 1);
        }

        boolean accepted(String from, String to) {
            return rule.annex()
                    .map(annex -> agreement.annexes().get(annex))
                    .filter(states -> states.contains(from) && states.contains(to))
                    .isPresent();
        }

        boolean inForce(Instant at) {
            return (agreement.state() == State.IN_FORCE || agreement.state() == State.PROVISIONAL)
                    && !at.isBefore(start(agreement.valid().from()))
                    && agreement.valid().until().filter(day -> !at.isBefore(start(day))).isEmpty();
        }
    }

    private final Directory directory;
    private final List<Agreement> agreements;
    private final Map<String, Clause> clauses = new HashMap<>();

    World(Directory directory, List<Agreement> agreements) {
        this.directory = directory;
        this.agreements = List.copyOf(agreements);
        agreements.forEach(agreement -> agreement.rules().forEach(rule -> clauses.put(
                agreement.reference() + "/" + rule.id(), new Clause(agreement, rule))));
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

    /** A rule as rulings name it. */
    Optional<Clause> clause(String name) {
        return Optional.ofNullable(clauses.get(name));
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
