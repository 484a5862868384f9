package org.kivuko.hub;

import java.nio.file.Path;
import java.util.Optional;
import org.kivuko.hub.configuration.BrokerDoors;

/**
 * Where a hub runs.
 *
 * @param config the configuration folder
 * @param data the data folder, made where it is missing
 * @param httpPort 0 for any that is free
 * @param amqpPort likewise
 * @param doors of the broker beside AMQP; where it names none, {@code deploy/hub.yaml} does
 * @param issueKeys whether to write a key for each agency and the operator that has none
 * @param demonstration whether the hub says of itself that nothing in it is real
 * @param unpacked folder in which PostgreSQL's programs are unpacked, which nobody else may write to; empty for where the hub sees fit
 */
public record HubOptions(
        Path config,
        Path data,
        int httpPort,
        int amqpPort,
        BrokerDoors doors,
        boolean issueKeys,
        boolean demonstration,
        Optional<Path> unpacked) {
    /** With PostgreSQL's programs where the hub sees fit. */
    public HubOptions(
            Path config,
            Path data,
            int httpPort,
            int amqpPort,
            BrokerDoors doors,
            boolean issueKeys,
            boolean demonstration) {
        this(config, data, httpPort, amqpPort, doors, issueKeys, demonstration, Optional.empty());
    }

    /** Without a word about further doors of the broker. */
    public HubOptions(Path config, Path data, int httpPort, int amqpPort, boolean issueKeys, boolean demonstration) {
        this(config, data, httpPort, amqpPort, BrokerDoors.NONE, issueKeys, demonstration);
    }

    /**
     * Where PostgreSQL's programs are unpacked once. A demonstration has a new data folder each time and would unpack them each
     * time, so it keeps them beside the program itself, which whoever can write there can change anyway.
     */
    Path programs() {
        String home = System.getProperty("kivuko.home");
        return unpacked.orElse(demonstration && home != null ? Path.of(home, "config", "hub", "target") : data);
    }
}
