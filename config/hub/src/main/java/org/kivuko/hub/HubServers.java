package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.artemis.BrokerStartFailure;
import org.kivuko.connector.artemis.DoorPorts;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.connector.postgres.StartupCheck;
import org.kivuko.exchange.Keys;
import org.kivuko.hub.configuration.BrokerDoors;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.DatabaseSettings;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.model.Directory;
import org.kivuko.operations.safety.UnsafeSettings;

/** Starts the database and the broker of a hub, or says why they must not be relied on. Thread-safe. */
record HubServers(HubOptions options) {
    /** The server that keeps the ledger: the one that the configuration names, else one of the hub's own. */
    HubDatabase database(Path data) {
        try {
            Optional<DatabaseSettings> elsewhere = Configuration.database(options.config());
            return elsewhere.isPresent()
                    ? HubDatabase.elsewhere(elsewhere.get(), options.config())
                    : HubDatabase.own(EmbeddedDatabase.start(data, options.programs()));
        } catch (IllegalArgumentException e) {
            throw new StartRefused(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartRefused("the embedded database does not start in " + data + ": " + e.getMessage(), e);
        }
    }

    PostgresLedger ledger(HubDatabase database, Clock clock) {
        database.requireReached();
        UnsafeSettings.refuse(StartupCheck.unsafe(database.address()));
        return PostgresLedger.open(database.address(), database.owner(), clock);
    }

    /** Nobody is let in yet. */
    EmbeddedBroker broker(BrokerSettings settings, Directory agencies, Keys keys) {
        try {
            return EmbeddedBroker.start(settings, agencies, keys);
        } catch (BrokerStartFailure e) {
            throw new StartRefused(StartRefused.sentence(e), e);
        }
    }

    /** How the broker would run in a folder. */
    BrokerSettings brokerAt(Path folder, HubSettings settings, HubDoors common) {
        BrokerDoors doors = options.doors().or(settings.doors());
        var ports = new DoorPorts(options.amqpPort(), port(doors.stomp()), port(doors.mqtt()));
        return new BrokerSettings(folder, common.host(), ports, common.tls());
    }

    private static OptionalInt port(Optional<Integer> stated) {
        return stated.stream().mapToInt(Integer::intValue).findFirst();
    }
}
