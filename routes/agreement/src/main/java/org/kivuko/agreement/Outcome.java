package org.kivuko.agreement;

import org.kivuko.model.Coded;

/** What a ruling comes to for one recipient. */
public enum Outcome implements Coded {
    RELEASED("released"),
    REDUCED("reduced"),
    HELD("held"),
    REFUSED("refused");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** Whether something goes to the recipient's inbox now. */
    public boolean crosses() {
        return this == RELEASED || this == REDUCED;
    }
}
