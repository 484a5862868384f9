package org.kivuko.operations.people;

import java.util.Set;

/**
 * What another place says of somebody who has signed in there.
 *
 * @param name as it calls the person; empty where it does not
 * @param values groups or roles of its own
 */
public record Vouch(Identity identity, String name, Set<String> values) {
    public Vouch {
        values = Set.copyOf(values);
    }

    /** Shows nobody. */
    @Override
    public String toString() {
        return "Vouch[" + identity + "]";
    }
}
