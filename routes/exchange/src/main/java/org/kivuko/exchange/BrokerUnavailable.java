package org.kivuko.exchange;

/** The broker cannot be reached, or did not confirm in time. */
public final class BrokerUnavailable extends RuntimeException {
    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
