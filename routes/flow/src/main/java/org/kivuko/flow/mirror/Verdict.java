package org.kivuko.flow.mirror;

/** What the comparison of two counts comes to. */
public enum Verdict {
    /** Within tolerance. */
    AGREES,
    /** Out of tolerance. */
    DIFFERS,
    /** One side did not count this in the period, or not in all of it, and what it has does not agree. */
    INCOMPLETE,
    /** A count is hidden to protect the few whom it tells of: nothing is said. */
    HIDDEN
}
