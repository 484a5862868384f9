package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.kivuko.connector.artemis.BrokerCheck;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.hub.safety.FileCheck;
import org.kivuko.hub.safety.SettingCheck;
import org.kivuko.operations.safety.SafetyFacts;

/**
 * What a start looks at before it relies on anything. Each look that can be made is made, whatever the others found. Not
 * thread-safe.
 */
record StartLooks(HubOptions options, StartLook look) {
    /** What was read meanwhile. */
    record Seen(Configuration.Loaded configuration, HubDoors doors, BrokerSettings broker) {}

    /** Opens the data folder, and looks who reaches it; in an unsafe process none is made. */
    Optional<DataFolder> folder() {
        boolean make = look.clean() || Files.exists(root().resolve(FileCheck.LOCK));
        Optional<DataFolder> held = make ? look.tried(() -> DataFolder.open(options.data())) : Optional.empty();
        facts(() -> FileCheck.facts(root(), HubSecrets.elsewhere(root()), options.config()))
                .ifPresent(facts -> look.at(FileCheck.rules(), facts));
        return held;
    }

    /** Whether it is as a hub left it. */
    Optional<DataFolder> reconciled(Optional<DataFolder> held) {
        return held.flatMap(data -> look.tried(() -> HubPairing.requireReconciled(data)));
    }

    /** What messages are sealed with. */
    Optional<HubSecrets> secrets(Optional<DataFolder> held) {
        return held.flatMap(data -> look.tried(() -> HubSecrets.of(data)));
    }

    /** Keys, configuration, TLS and broker; empty where one of them cannot be told. */
    Optional<Seen> atTheRest(Supplier<Configuration.Loaded> read, InstantSource clock) {
        facts(() -> SettingCheck.facts(root(), options.demonstration()))
                .ifPresent(facts -> look.at(SettingCheck.rulesOfData(), facts));
        Optional<Configuration.Loaded> configuration = look.tried(read::get);
        if (configuration.isEmpty()) {
            look.skipped("settings, secret files, TLS and broker", "a configuration that can be used");
            return Optional.empty();
        }
        HubSettings settings = configuration.get().settings();
        look.at(
                SettingCheck.rulesOfConfiguration(),
                SettingCheck.facts(
                        settings,
                        new SettingCheck.Door(settings.listen(), settings.tls().isPresent())));
        facts(() -> FileCheck.secretFiles(settings.secretFiles().stream()
                        .map(options.config()::resolve)
                        .toList()))
                .ifPresent(facts -> look.at(FileCheck.rulesOfSecretFiles(), facts));
        Optional<HubDoors> doors = look.tried(() -> HubDoors.open(options.config(), settings, clock));
        if (doors.isEmpty()) {
            look.skipped("broker", "files of TLS that can be used");
        }
        return doors.map(it -> broker(configuration.get(), it));
    }

    private Seen broker(Configuration.Loaded configuration, HubDoors doors) {
        BrokerSettings broker =
                new HubServers(options).brokerAt(root().resolve("broker"), configuration.settings(), doors);
        look.at(BrokerCheck.rules(), BrokerCheck.facts(broker, configuration.directory()));
        return new Seen(configuration, doors, broker);
    }

    /** What the database found out about itself. */
    Optional<PostgresLedger> at(Beside<PostgresLedger> database) {
        return look.tried(database::get);
    }

    /** It was not asked, since it would have needed something that is not there. */
    void withoutDatabase(String needs) {
        look.skipped("database", needs);
    }

    /** Whether nothing has been found so far. */
    boolean clean() {
        return look.clean();
    }

    /** @throws StartRefused with everything that was found, where anything was */
    void refuse() {
        look.skipped("routes", "all of the others");
        look.refuse();
    }

    private Optional<SafetyFacts> facts(Facts facts) {
        return look.tried(facts::of);
    }

    /** Looks at files. */
    private interface Facts {
        SafetyFacts of() throws IOException;
    }

    private Path root() {
        return options.data().toAbsolutePath().normalize();
    }
}
