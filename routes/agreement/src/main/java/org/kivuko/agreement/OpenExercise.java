package org.kivuko.agreement;

import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * An exercise that is open, as a fact of judging.
 *
 * @param name as messages name it
 * @param run which time it is held, from 1
 * @param participants who takes part: sender and recipient must both be among them
 */
public record OpenExercise(String name, int run, Set<AgencyId> participants) {
    public OpenExercise {
        participants = Set.copyOf(participants);
    }

    /** Whether what names this exercise may go from the one to the other. */
    boolean joins(String named, AgencyId sender, AgencyId recipient) {
        return name.equals(named) && participants.contains(sender) && participants.contains(recipient);
    }
}
