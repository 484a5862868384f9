package org.kivuko.model;

/** Whether a message is about the world or about training for it (CAP 1.2, alert.status). */
public enum Status implements Coded {
    ACTUAL("actual"),
    EXERCISE("exercise"),
    TEST("test");

    private final String code;

    Status(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
