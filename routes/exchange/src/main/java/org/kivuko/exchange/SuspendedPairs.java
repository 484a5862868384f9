package org.kivuko.exchange;

import java.util.Set;

/** Which agreements operators have suspended, as a whole or for one way between two states. Thread-safe. */
@FunctionalInterface
public interface SuspendedPairs {
    /** None is. */
    SuspendedPairs NONE = (from, to) -> Set.of();

    /** The ids of those that are suspended at this moment for what goes from one state to another. */
    Set<String> between(String from, String to);
}
