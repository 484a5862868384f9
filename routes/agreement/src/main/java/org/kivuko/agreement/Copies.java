package org.kivuko.agreement;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kivuko.agreement.Controls.Copy;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Message;
import org.kivuko.model.Role;

/**
 * Finds who gets a copy of a message beside those to whom it was addressed: the central contact where a permit that holds
 * says so, and for a child (PR-4) those who protect children in the state of each recipient. Immutable, thread-safe.
 */
final class Copies {
    private final Directory directory;
    private final RuleIndex index;

    Copies(Directory directory, RuleIndex index) {
        this.directory = directory;
        this.index = index;
    }

    /** @param rulings one per addressee */
    SortedSet<AgencyId> of(Message message, Collection<Ruling> rulings) {
        var copies = new TreeSet<AgencyId>();
        OffsetDateTime time = message.envelope().time();
        boolean child = Concerned.of(message).isChild(time);
        for (Ruling ruling : rulings) {
            if (child) {
                addProtectors(ruling.recipient().state(), copies);
            }
            if (ruling.outcome() != Outcome.REFUSED) {
                addContact(message.envelope().sender(), ruling, copies);
            }
        }
        rulings.forEach(ruling -> copies.remove(ruling.recipient()));
        copies.remove(message.envelope().sender());
        return copies;
    }

    private void addProtectors(String state, Collection<AgencyId> copies) {
        directory.state(state).stream()
                .flatMap(it -> it.agencies().stream())
                .filter(agency -> agency.roles().contains(Role.CHILD_PROTECTION))
                .forEach(agency -> copies.add(agency.id()));
    }

    private void addContact(AgencyId sender, Ruling ruling, Collection<AgencyId> copies) {
        var state = ruling.recipient().state();
        var rules = index.between(sender.state(), state);
        boolean asked = ruling.rules().stream()
                .flatMap(name -> rules.permit(name).stream())
                .anyMatch(permit -> permit.rule().controls().copies().contains(Copy.CENTRAL_CONTACT));
        if (asked) {
            directory.state(state).flatMap(Directory.State::centralContact).ifPresent(copies::add);
        }
    }
}
