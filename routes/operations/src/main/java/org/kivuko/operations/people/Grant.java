package org.kivuko.operations.people;

import java.util.Set;

/**
 * What somebody may of whom another place says one thing.
 *
 * @param value what it says: a group, or a role of its own
 * @param roles at least one
 * @param scope whose matters
 */
public record Grant(String value, Set<OperatorRole> roles, Scope scope) {
    public Grant {
        roles = Set.copyOf(roles);
    }
}
