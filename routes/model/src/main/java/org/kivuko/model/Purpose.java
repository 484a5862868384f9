package org.kivuko.model;

/** What a message is sent for. */
public enum Purpose implements Coded {
    BORDER_CHECK("border-check"),
    IMMIGRATION("immigration"),
    CUSTOMS("customs"),
    CRIME("crime"),
    TRAFFICKING("trafficking"),
    PROTECTION("protection"),
    HEALTH("health"),
    STATISTICS("statistics"),
    POST_OPERATION("post-operation"),
    TRAINING("training"),
    EVIDENCE("evidence");

    private final String code;

    Purpose(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
