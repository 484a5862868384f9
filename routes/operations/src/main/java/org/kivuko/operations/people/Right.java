package org.kivuko.operations.people;

import org.kivuko.model.Coded;

/** What an operator may do. Each call of operators needs one of these, a few take one of two; who has it stands in {@link OperatorRole}. */
public enum Right implements Coded {
    /** Looks at everything that holds no personal data. */
    SEE,
    /** Pauses, resumes, redrives, acknowledges. */
    OPERATE,
    /** Throws away what lies in a queue of the hub's own. */
    PURGE,
    /** Takes lists out of the console as files. */
    EXPORT,
    /** Decides about what is held. */
    REVIEW,
    /** Opens the body of a message, for a stated purpose. */
    OPEN_CONTENT,
    /** Proposes a mended body. */
    EDIT,
    /** Puts agreements in force, suspends and resumes them. */
    AGREEMENTS,
    /** Reads what operators did. */
    AUDIT,
    /** Makes and changes people and thresholds. */
    ADMINISTER;

    @Override
    public String code() {
        return name();
    }
}
