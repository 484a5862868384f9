package org.kivuko.model;

/** As seen by the reporting state. */
public enum Direction implements Coded {
    ENTRY("ENTRY"),
    EXIT("EXIT");

    private final String code;

    Direction(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
