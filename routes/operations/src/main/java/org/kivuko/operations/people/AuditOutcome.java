package org.kivuko.operations.people;

import org.kivuko.model.Coded;

/** What came of an act. */
public enum AuditOutcome implements Coded {
    DONE("done"),
    /** Nothing has changed: the operator had no right to it, or it did not fit. */
    REFUSED("refused"),
    /** The hub or what it relies on failed; part of it may be done. */
    FAILED("failed"),
    /** Begun, and its end was not written down: it is under way, or the hub stopped within it. */
    UNFINISHED("unfinished");

    private final String code;

    AuditOutcome(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
