package org.kivuko.connector.artemis;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where agencies reach the broker.
 *
 * @param amqp 0 for any free port
 * @param stomp likewise; empty: no such door
 * @param mqtt likewise
 */
public record DoorPorts(int amqp, OptionalInt stomp, OptionalInt mqtt) {
    public static DoorPorts amqp(int port) {
        return new DoorPorts(port, OptionalInt.empty(), OptionalInt.empty());
    }

    Map<AgencyProtocol, Integer> byProtocol() {
        var ports = new EnumMap<AgencyProtocol, Integer>(AgencyProtocol.class);
        ports.put(AgencyProtocol.AMQP, amqp);
        stomp.ifPresent(port -> ports.put(AgencyProtocol.STOMP, port));
        mqtt.ifPresent(port -> ports.put(AgencyProtocol.MQTT, port));
        return ports;
    }
}
