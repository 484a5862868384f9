package org.kivuko.connector.artemis;

import java.nio.file.Path;
import java.util.Optional;
import org.kivuko.exchange.DoorTls;

/**
 * Where the embedded broker lives.
 *
 * @param folder its journal and pages; created where missing, used by one hub at a time
 * @param host the interface of the agencies' doors; the loopback unless the operator opens it
 * @param ports of the agencies' doors
 * @param tls of every one of them; absent where they speak in the clear
 */
public record BrokerSettings(Path folder, String host, DoorPorts ports, Optional<DoorTls> tls) {
    private static final String LOOPBACK = "127.0.0.1";

    /** The AMQP door alone, on the loopback. */
    public static BrokerSettings onLoopback(Path folder, int amqpPort) {
        return onLoopback(folder, DoorPorts.amqp(amqpPort));
    }

    /** These doors on the loopback. */
    public static BrokerSettings onLoopback(Path folder, DoorPorts ports) {
        return new BrokerSettings(folder, LOOPBACK, ports, Optional.empty());
    }
}
