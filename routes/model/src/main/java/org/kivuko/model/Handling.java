package org.kivuko.model;

/** Handling codes after SIENA: H0 for the stated purpose, H1 not in court, H2 not passed on, H3 a person decides. Declared from the least to the most protective. */
public enum Handling implements Coded {
    H0("H0"),
    H1("H1"),
    H2("H2"),
    H3("H3");

    private final String code;

    Handling(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
