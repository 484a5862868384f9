package org.kivuko.model;

/** How a control ended; REFERRED never says why. */
public enum CrossingOutcome implements Coded {
    ADMITTED("ADMITTED"),
    DEPARTED("DEPARTED"),
    REFUSED("REFUSED"),
    REFERRED("REFERRED");

    private final String code;

    CrossingOutcome(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
