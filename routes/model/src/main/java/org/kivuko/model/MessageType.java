package org.kivuko.model;

/** The types of messages (CloudEvents {@code type}); the short name stands in agreements. */
public enum MessageType implements Coded {
    ALERT("alert", Origin.JUDGED),
    FLOW_REPORT("flow-report", Origin.JUDGED),
    CROSSING_RECORD("crossing-record", Origin.JUDGED),
    REQUEST("request", Origin.JUDGED),
    REPLY("reply", Origin.JUDGED),
    RECALL("recall", Origin.FOLLOWS),
    CORRECTION("correction", Origin.FOLLOWS),
    CONSENT("consent", Origin.FOLLOWS),
    RECEIPT("receipt", Origin.HUB),
    NOTICE("notice", Origin.HUB),
    VOID("void", Origin.HUB);

    /** Where a type comes from, and what lets it cross. */
    private enum Origin {
        /** Agencies send it, and rules name it. */
        JUDGED,
        /** Agencies send it about a message that crossed before, which it follows. */
        FOLLOWS,
        HUB
    }

    private final String shortName;
    private final Origin origin;

    MessageType(String shortName, Origin origin) {
        this.shortName = shortName;
        this.origin = origin;
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
        return origin != Origin.HUB;
    }

    /** Whether rules name it: a permit has to let it cross. */
    public boolean inRules() {
        return origin == Origin.JUDGED;
    }

    /** Whether it needs no permit of its own, since it follows the message that it refers to. */
    public boolean follows() {
        return origin == Origin.FOLLOWS;
    }
}
