package org.kivuko.acceptance.second;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/** Whom the addresses of a message name: section 4, and "Addresses" among the details decided. */
final class SecondAddresses {
    private final Directory directory;
    private final Collection<Agreement> agreements;

    SecondAddresses(Directory directory, Collection<Agreement> agreements) {
        this.directory = directory;
        this.agreements = agreements;
    }

    /** The recipients; empty where an address names nobody, or all of them the sender alone. */
    Optional<Set<String>> recipients(Question question) {
        var all = new TreeSet<String>();
        for (var address : question.attribute("to", "").split(" ", -1)) {
            var named = named(address, question);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(named);
        }
        all.remove(question.sender());
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private Set<String> named(String address, Question question) {
        if ("*".equals(address)) {
            var union = new TreeSet<String>();
            RandomWorld.STATES.stream()
                    .filter(state -> !state.equals(question.fromState()))
                    .forEach(state -> union.addAll(byPermits(state, question)));
            return union;
        }
        if (address.contains(":")) {
            var parts = address.split(":", 2);
            return ofGroup(parts[0], parts[1]);
        }
        if (address.contains(".")) {
            return Set.of(address);
        }
        var byPermits = byPermits(address, question);
        return byPermits.isEmpty() ? agencies(address, List.of()) : byPermits;
    }

    private Set<String> ofGroup(String group, String name) {
        if ("post".equals(group)) {
            return texts(
                    directory.crossing(name).orElseThrow().sides().stream().flatMap(side -> side.agencies().stream()));
        }
        if ("committee".equals(group)) {
            return texts(directory.crossing(name).orElseThrow().committee().stream());
        }
        return texts(directory.state(group).orElseThrow().agencies().stream()
                .filter(agency ->
                        agency.roles().stream().anyMatch(role -> role.code().equals(name)))
                .map(Directory.Agency::id));
    }

    /** What the permits in force from the sender's state name of a state. */
    private Set<String> byPermits(String state, Question question) {
        var pair = new Question(question.event(), question.bytes(), state + ".IMM", question.at(), question.facts());
        var matching = new SecondMatching(directory, pair);
        var named = new TreeSet<String>();
        agreements.stream()
                .filter(agreement -> matching.covers(agreement) && matching.inForce(agreement))
                .flatMap(agreement -> agreement.rules().stream())
                .filter(rule -> "permit".equals(rule.kind().code()) && matching.fitsPair(rule))
                .forEach(rule -> named.addAll(agencies(state, rule.recipients())));
        return named;
    }

    private Set<String> agencies(String state, List<Rule.Party> recipients) {
        return texts(directory.state(state).orElseThrow().agencies().stream()
                .map(Directory.Agency::id)
                .filter(agency -> SecondMatching.party(directory, recipients, agency.toString())));
    }

    private static Set<String> texts(Stream<AgencyId> agencies) {
        var texts = new TreeSet<String>();
        agencies.forEach(agency -> texts.add(agency.toString()));
        return texts;
    }
}
