package org.kivuko.connector.artemis;

import java.nio.file.Path;

/**
 * Where the embedded broker lives.
 *
 * @param folder its journal and pages; created where missing, used by one hub at a time
 * @param host the interface of the AMQP door; the loopback unless the operator opens it
 * @param amqpPort of the AMQP door, 0 for any free one
 */
public record BrokerSettings(Path folder, String host, int amqpPort) {
    /** The AMQP door on the loopback. */
    public static BrokerSettings onLoopback(Path folder, int amqpPort) {
        return new BrokerSettings(folder, "127.0.0.1", amqpPort);
    }
}
