package org.kivuko.hub.configuration;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Cells;
import org.kivuko.agreement.Controls.Copy;
import org.kivuko.agreement.Controls.Emergency;
import org.kivuko.agreement.Controls.RateCap;
import org.kivuko.agreement.EvidenceUse;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;
import org.kivuko.model.Urgency;

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
        OptionalInt maxBytes,
        Set<String> languages,
        boolean evaluation,
        Set<Role> participants,
        Optional<Period> retention,
        Onward onward,
        EvidenceUse evidence,
        Map<Urgency, Duration> acknowledge,
        Optional<Duration> acknowledgeOtherwise,
        Optional<RateCap> rateCap,
        Optional<Duration> reviewWithin,
        Set<Copy> copies,
        Optional<Duration> emergency,
        Optional<Cells> cells) {

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
                rule.maxBytes(),
                Set.copyOf(rule.demands().languages()),
                rule.demands().evaluation(),
                rule.demands().participants().stream()
                        .flatMap(agency -> rolesOf(agency, directory))
                        .collect(Collectors.toSet()),
                rule.duties().retention(),
                rule.duties().passing().onward(),
                rule.duties().passing().evidence(),
                rule.duties().acknowledge(),
                rule.duties().acknowledgeOtherwise(),
                rule.controls().rateCap(),
                rule.controls().reviewWithin(),
                rule.controls().copies(),
                rule.controls().emergency().map(Emergency::most),
                rule.cells());
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
        return rolesOf(((Rule.Party.Named) party).agency(), directory);
    }

    private static Stream<Role> rolesOf(AgencyId agency, Directory directory) {
        return directory.agency(agency).stream().flatMap(known -> known.roles().stream());
    }
}
