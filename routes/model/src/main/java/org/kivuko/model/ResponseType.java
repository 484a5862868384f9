package org.kivuko.model;

/** CAP 1.2, info.responseType. */
public enum ResponseType implements Coded {
    SHELTER("Shelter"),
    EVACUATE("Evacuate"),
    PREPARE("Prepare"),
    EXECUTE("Execute"),
    AVOID("Avoid"),
    MONITOR("Monitor"),
    ASSESS("Assess"),
    ALL_CLEAR("AllClear"),
    NONE("None");

    private final String code;

    ResponseType(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
