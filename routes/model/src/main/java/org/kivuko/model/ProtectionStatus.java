package org.kivuko.model;

/** Signs that a person sought or holds protection (person.protection). */
public enum ProtectionStatus implements Coded {
    ASYLUM_SEEKER("asylum-seeker"),
    REFUGEE("refugee"),
    STATELESS("stateless"),
    VICTIM("victim"),
    WITNESS("witness");

    private final String code;

    ProtectionStatus(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
