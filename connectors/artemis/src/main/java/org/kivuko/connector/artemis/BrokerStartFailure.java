package org.kivuko.connector.artemis;

/** The broker did not start. The message is one sentence for the operator: what is in the way, and where. */
public final class BrokerStartFailure extends Exception {
    BrokerStartFailure(String message) {
        super(message);
    }

    BrokerStartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
