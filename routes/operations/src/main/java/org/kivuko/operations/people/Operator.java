package org.kivuko.operations.people;

import java.util.Set;

/**
 * Who operates, once signed in.
 *
 * @param login the name in the audit
 */
public record Operator(String login, Set<Right> rights, Scope scope) {
    /** The login of whoever holds the operators' key; no person has it. */
    public static final String KEY_LOGIN = "operator";

    /** The holder of the operators' key: every right, no limit. */
    public static final Operator OF_KEY = new Operator(KEY_LOGIN, Set.of(Right.values()), Scope.ALL);

    public Operator {
        rights = Set.copyOf(rights);
    }

    /** Whether this one has the right. */
    public boolean may(Right right) {
        return rights.contains(right);
    }
}
