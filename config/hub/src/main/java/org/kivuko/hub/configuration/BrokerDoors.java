package org.kivuko.hub.configuration;

import java.util.Optional;

/**
 * Ports of the broker's doors that are closed unless somebody opens them.
 *
 * @param stomp of STOMP 1.2; 0 for any free one
 * @param mqtt of MQTT 5; likewise
 */
public record BrokerDoors(Optional<Integer> stomp, Optional<Integer> mqtt) {
    public static final BrokerDoors NONE = new BrokerDoors(Optional.empty(), Optional.empty());

    /** These, and the others where these say nothing. */
    public BrokerDoors or(BrokerDoors others) {
        return new BrokerDoors(stomp.or(others::stomp), mqtt.or(others::mqtt));
    }
}
