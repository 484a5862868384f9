package org.kivuko.model;

/** The kind of an alert (CAP 1.2, alert.msgType). */
public enum MsgType implements Coded {
    ALERT("Alert"),
    UPDATE("Update"),
    CANCEL("Cancel"),
    ACK("Ack"),
    ERROR("Error");

    private final String code;

    MsgType(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
