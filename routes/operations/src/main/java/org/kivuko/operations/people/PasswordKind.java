package org.kivuko.operations.people;

import org.kivuko.model.Coded;

/** Who else knows a person's password. */
public enum PasswordKind implements Coded {
    /** There is none: the person signs in elsewhere. */
    NONE("none"),
    /** Whoever made or handed it over; the person is asked to change it. */
    GIVEN("given"),
    /** Nobody: the person chose it. */
    OWN("own");

    private final String code;

    PasswordKind(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
