package org.kivuko.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreements.Expansion;
import org.kivuko.model.Address;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.Envelope;
import org.kivuko.model.Fault;

/** Finds the agencies behind the addresses of a message. Immutable, thread-safe. */
final class Addressing {
    private static final String PLACE = "/to";

    private final Directory directory;
    private final RuleIndex index;

    Addressing(Directory directory, RuleIndex index) {
        this.directory = directory;
        this.index = index;
    }

    Expansion expand(Envelope envelope, Instant at) {
        var sender = envelope.sender();
        var recipients = new TreeSet<AgencyId>();
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < envelope.to().size(); i++) {
            var found = agencies(envelope.to().get(i), sender.state(), at);
            if (found.isEmpty()) {
                faults.add(fault("address " + (i + 1) + " names nobody: expected what the configuration knows"));
            }
            recipients.addAll(found);
        }
        recipients.remove(sender);
        if (recipients.isEmpty() && faults.isEmpty()) {
            faults.add(fault("expected another agency than the sender"));
        }
        return faults.isEmpty() ? new Expansion.Recipients(recipients) : new Expansion.Unknown(faults);
    }

    private static Fault fault(String detail) {
        return new Fault(PLACE, Code.UNKNOWN_ADDRESS, detail);
    }

    private Collection<AgencyId> agencies(Address address, String from, Instant at) {
        if (address instanceof Address.OfAgency one) {
            return directory.agency(one.agency()).or(() -> directory.successor(one.agency())).stream()
                    .map(Directory.Agency::id)
                    .toList();
        }
        if (address instanceof Address.OfState state) {
            var named = named(from, state.state(), at);
            return named.isEmpty() ? agencies(state.state()).toList() : named;
        }
        if (address instanceof Address.OfRole role) {
            return agencies(role.state())
                    .filter(agency -> directory.hasRole(agency, role.role()))
                    .toList();
        }
        if (address instanceof Address.OfPost post) {
            return directory.crossing(post.crossing()).stream()
                    .flatMap(crossing -> crossing.sides().stream())
                    .flatMap(side -> side.agencies().stream())
                    .toList();
        }
        if (address instanceof Address.OfCommittee committee) {
            return directory
                    .crossing(committee.crossing())
                    .map(Directory.Crossing::committee)
                    .orElse(List.of());
        }
        return partners(from, at);
    }

    /** Every agency that a permit names in any other state. */
    private Collection<AgencyId> partners(String from, Instant at) {
        return directory.states().stream()
                .map(Directory.State::code)
                .filter(state -> !state.equals(from))
                .flatMap(state -> named(from, state, at).stream())
                .toList();
    }

    private Stream<AgencyId> agencies(String state) {
        return directory.state(state).stream()
                .flatMap(it -> it.agencies().stream())
                .map(Directory.Agency::id);
    }

    /** The agencies of a state that permits in force name as recipients of what comes from another. */
    SortedSet<AgencyId> named(String from, String to, Instant at) {
        return recipients(index.between(from, to).permitsInForce(from, to, at).toList(), to);
    }

    /** The agencies of a state that these permits name; all of them where one states no recipients. */
    SortedSet<AgencyId> recipients(Collection<CompiledRule> permits, String state) {
        var named = new TreeSet<AgencyId>();
        agencies(state)
                .filter(agency -> permits.stream().anyMatch(permit -> permit.namesRecipient(agency)))
                .forEach(named::add);
        return named;
    }
}
