package org.kivuko.model;

/** CAP 1.2, info.severity, from the gravest down; Unknown stands below Minor. */
public enum Severity implements Coded {
    EXTREME("Extreme"),
    SEVERE("Severe"),
    MODERATE("Moderate"),
    MINOR("Minor"),
    UNKNOWN("Unknown");

    private final String code;

    Severity(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
