package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.artemis.BrokerStartFailure;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.connector.postgres.StartupCheck;
import org.kivuko.model.Directory;

/** Starts the database and the broker of a hub, or says why they must not be relied on. Thread-safe. */
record HubServers(HubOptions options) {
    EmbeddedDatabase database(Path data) {
        try {
            return EmbeddedDatabase.start(data, options.programs());
        } catch (IOException e) {
            throw new StartRefused("the embedded database does not start in " + data + ": " + e.getMessage(), e);
        }
    }

    PostgresLedger ledger(LedgerAddress address, Clock clock) {
        List<StartupCheck.UnsafeSetting> unsafe = StartupCheck.unsafe(address);
        if (!unsafe.isEmpty()) {
            throw new StartRefused("the database is not safe to rely on: " + unsafe);
        }
        return PostgresLedger.open(address, clock);
    }

    /** Nobody is let in yet. */
    EmbeddedBroker broker(Path folder, Directory agencies, KeyFiles keys) {
        try {
            return EmbeddedBroker.start(
                    new BrokerSettings(folder, HubOptions.HOST, options.amqpPort()), agencies, keys);
        } catch (BrokerStartFailure e) {
            throw new StartRefused(StartRefused.sentence(e), e);
        }
    }
}
