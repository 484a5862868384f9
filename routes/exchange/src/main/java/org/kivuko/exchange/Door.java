package org.kivuko.exchange;

import org.kivuko.model.Coded;

/** By which door a copy came in. */
public enum Door implements Coded {
    HTTP("http"),
    BROKER("broker"),
    /** The hub itself: no message but an {@link Errand}. */
    HUB("hub");

    private final String code;

    Door(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
