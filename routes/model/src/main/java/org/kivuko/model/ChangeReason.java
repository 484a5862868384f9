package org.kivuko.model;

/** Why a message is recalled or corrected. */
public enum ChangeReason implements Coded {
    ERROR("error"),
    NO_LONGER_VALID("no-longer-valid"),
    WRONG_RECIPIENT("wrong-recipient"),
    LEGAL("legal");

    private final String code;

    ChangeReason(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
