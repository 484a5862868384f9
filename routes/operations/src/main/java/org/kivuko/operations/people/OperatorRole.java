package org.kivuko.operations.people;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.kivuko.model.Coded;

/**
 * What somebody is at the console. Duties are kept apart: who makes people neither operates nor opens messages, who audits
 * changes nothing, and who opens messages does not purge them. Source: issue "The operators' console", part 3.
 */
public enum OperatorRole implements Coded {
    VIEWER("viewer", EnumSet.of(Right.SEE)),
    OPERATOR("operator", EnumSet.of(Right.SEE, Right.OPERATE, Right.PURGE, Right.EXPORT)),
    REVIEWER("reviewer", EnumSet.of(Right.SEE, Right.REVIEW, Right.OPEN_CONTENT, Right.EDIT)),
    AGREEMENT_OFFICER("agreement-officer", EnumSet.of(Right.SEE, Right.AGREEMENTS, Right.EXPORT)),
    AUDITOR("auditor", EnumSet.of(Right.SEE, Right.AUDIT, Right.EXPORT)),
    ADMINISTRATOR("administrator", EnumSet.of(Right.SEE, Right.ADMINISTER, Right.AUDIT));

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed
    private final Set<Right> rights;

    OperatorRole(String code, EnumSet<Right> rights) {
        this.code = code;
        this.rights = Set.copyOf(rights);
    }

    @Override
    public String code() {
        return code;
    }

    /** What this role alone gives. */
    public Set<Right> rights() {
        return rights;
    }

    /** What these give together. */
    public static Set<Right> rights(Collection<OperatorRole> roles) {
        var together = EnumSet.noneOf(Right.class);
        roles.forEach(role -> together.addAll(role.rights));
        return Set.copyOf(together);
    }
}
