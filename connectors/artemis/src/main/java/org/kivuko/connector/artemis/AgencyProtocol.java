package org.kivuko.connector.artemis;

import java.util.Locale;

/** What agencies may speak with the broker. */
public enum AgencyProtocol {
    AMQP,
    STOMP,
    MQTT;

    /** As in addresses and in names of settings. */
    public String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }
}
