package org.kivuko.agreement;

import java.util.Map;
import java.util.Set;
import org.kivuko.agreement.Agreement.State;

/**
 * How an agreement stands between two of its changes, whatever its dates say.
 *
 * @param state of the agreement as a whole: suspended or terminated once it binds no two parties any more
 * @param annexes for each annex the states that have accepted it
 * @param suspendedBy the parties that have suspended it
 * @param left the parties that are no longer bound
 */
public record Standing(State state, Map<String, Set<String>> annexes, Set<String> suspendedBy, Set<String> left) {
    public Standing {
        annexes = Map.copyOf(annexes);
        suspendedBy = Set.copyOf(suspendedBy);
        left = Set.copyOf(left);
    }

    /** Whether it binds these two parties, or within one state that one. */
    boolean binds(String one, String other) {
        return (state == State.IN_FORCE || state == State.PROVISIONAL)
                && !apart(suspendedBy, one, other)
                && !apart(left, one, other);
    }

    /** Whether it would bind them, had nobody suspended it. */
    boolean suspended(String one, String other) {
        return state == State.SUSPENDED
                ? !apart(left, one, other)
                : state != State.TERMINATED && apart(suspendedBy, one, other) && !apart(left, one, other);
    }

    private static boolean apart(Set<String> parties, String one, String other) {
        return !parties.isEmpty() && (parties.contains(one) || parties.contains(other));
    }
}
