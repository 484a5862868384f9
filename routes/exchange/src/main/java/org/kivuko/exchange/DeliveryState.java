package org.kivuko.exchange;

import org.kivuko.model.Coded;

/** Where a delivery stands; declared in the order in which it moves on. */
public enum DeliveryState implements Coded {
    QUEUED("queued"),
    FETCHED("fetched"),
    ACKNOWLEDGED("acknowledged"),
    ANSWERED("answered"),
    RETURNED("returned"),
    RECALLED("recalled"),
    EXPIRED("expired");

    private final String code;

    DeliveryState(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** Whether it means that the delivery left its inbox before its recipient had taken it over. */
    public boolean withdrawn() {
        return this == RETURNED || this == RECALLED || this == EXPIRED;
    }
}
