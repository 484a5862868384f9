package org.kivuko.agreement;

import org.kivuko.model.Coded;

/** Whether a recipient may pass a message on to others. */
public enum Onward implements Coded {
    /** Not at all. As long as no rule can say otherwise, every release carries it. */
    PROHIBITED("prohibited");

    private final String code;

    Onward(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
