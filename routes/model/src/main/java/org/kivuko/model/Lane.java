package org.kivuko.model;

/** The two lanes of every agency: urgent is consumed and offered first. */
public enum Lane implements Coded {
    URGENT("urgent", ".urgent"),
    BULK("bulk", "");

    private final String code;
    private final String queueSuffix;

    Lane(String code, String queueSuffix) {
        this.code = code;
        this.queueSuffix = queueSuffix;
    }

    @Override
    public String code() {
        return code;
    }

    /** What the name of a queue of this lane ends with. */
    public String queueSuffix() {
        return queueSuffix;
    }
}
