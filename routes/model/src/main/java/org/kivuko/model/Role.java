package org.kivuko.model;

/** What an agency is there for; rules name roles before agencies. */
public enum Role implements Coded {
    IMMIGRATION("immigration"),
    CUSTOMS("customs"),
    BORDER_SECURITY("border-security"),
    HEALTH("health"),
    REFUGEE("refugee"),
    CHILD_PROTECTION("child-protection"),
    AGRICULTURE("agriculture"),
    STANDARDS("standards"),
    COORDINATION("coordination");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
