package org.kivuko.model;

/** The types of messages (CloudEvents {@code type}); the short name stands in agreements. */
public enum MessageType implements Coded {
    ALERT("alert"),
    FLOW_REPORT("flow-report"),
    CROSSING_RECORD("crossing-record"),
    RECEIPT("receipt"),
    NOTICE("notice"),
    VOID("void");

    private final String shortName;

    MessageType(String shortName) {
        this.shortName = shortName;
    }

    /** CloudEvents {@code type}, for example {@code kivuko.flow-report.v1}. */
    @Override
    public String code() {
        return "kivuko." + shortName + ".v1";
    }

    /** The word of agreement files, for example {@code flow-report}. */
    public String shortName() {
        return shortName;
    }

    /** Whether agencies send it; the others come from the hub alone. */
    public boolean fromAgencies() {
        return this == ALERT || this == FLOW_REPORT || this == CROSSING_RECORD;
    }
}
