package org.kivuko.model;

/** ICAO Doc 9303: the filler of the MRZ is shown as X. */
public enum Sex implements Coded {
    F("F"),
    M("M"),
    X("X");

    private final String code;

    Sex(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
