package org.kivuko.agreement;

import org.kivuko.model.Coded;

/** Whether a recipient may pass a message on to others, declared from the narrowest. */
public enum Onward implements Coded {
    /** Not at all; so it is where a rule says nothing. */
    PROHIBITED("prohibited"),
    /** To those to whom the originator consents. */
    CONSENT("consent"),
    /** To those on a list. */
    LISTED("listed");

    private final String code;

    Onward(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
