package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Rule;
import org.kivuko.model.Directory;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/**
 * A rule without whatever names a state: its id, its annex, the crossings, and agencies by their roles. Two of them are
 * equal where nothing but names tells the rules apart.
 */
record BareRule(
        Rule.Kind kind,
        Set<MessageType> messages,
        Set<Rule.AlertTypes> alertTypes,
        Set<Role> senders,
        Set<Role> recipients,
        Set<Purpose> purposes,
        Set<Status> statuses,
        Optional<Severity> minSeverity,
        Set<Rule.Travellers> travellers,
        boolean whenProtected,
        Set<String> keep,
        Map<String, Rule.Transform> transform,
        Set<String> require,
        Optional<Handling> handlingDefault,
        Optional<Handling> handlingMax,
        OptionalInt maxBytes) {

    static BareRule of(Rule rule, Directory directory) {
        return new BareRule(
                rule.kind(),
                rule.messages(),
                Set.copyOf(rule.alertTypes()),
                roles(rule.senders(), directory),
                roles(rule.recipients(), directory),
                rule.purposes(),
                rule.statuses(),
                rule.minSeverity(),
                rule.travellers(),
                rule.whenProtected(),
                Set.copyOf(rule.fields().keep()),
                rule.fields().transform(),
                Set.copyOf(rule.fields().require()),
                rule.handlingDefault(),
                rule.handlingMax(),
                rule.maxBytes());
    }

    /** Whether a rule's {@code from} or {@code to} holds for this state. */
    static boolean isSide(String stated, String state) {
        return stated.equals(state) || stated.equals(Rule.EVERY_PARTY);
    }

    private static Set<Role> roles(List<Rule.Party> parties, Directory directory) {
        return parties.stream().flatMap(party -> rolesOf(party, directory)).collect(Collectors.toSet());
    }

    private static Stream<Role> rolesOf(Rule.Party party, Directory directory) {
        if (party instanceof Rule.Party.WithRole withRole) {
            return Stream.of(withRole.role());
        }
        var agency = directory.agency(((Rule.Party.Named) party).agency());
        return agency.stream().flatMap(known -> known.roles().stream());
    }
}
