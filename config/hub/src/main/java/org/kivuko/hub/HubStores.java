package org.kivuko.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.http.oidc.BearerTokens;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.clock.ClockLimits;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.TokenSettings;
import org.kivuko.model.Directory;

/**
 * Where a hub keeps what it is given, and by what it goes: database and ledger, configuration and rules, broker and keys. They
 * start beside each other, and none is relied on before every look is clean.
 */
final class HubStores {
    private static final long TOKENS_MILLIS = 2_000;

    private final HubGround ground;
    private final Digests digests;
    private LedgerAddress address;
    private PostgresLedger ledger;
    private EmbeddedBroker broker;
    private Directory directory;
    private Duration resendWithin;
    private HubDoors doors;
    private KeyFiles keyFiles;
    private HubKeys keys;
    private HubRules rules;
    private HubLimits limits;

    private HubStores(HubGround ground) throws IOException {
        this.ground = ground;
        this.digests = new Digests(ground.secrets().read("digests"));
    }

    /** @throws StartRefused with everything that speaks against it */
    static HubStores open(HubGround ground, StartLooks looks, Supplier<Configuration.Loaded> read) throws IOException {
        var stores = new HubStores(ground);
        stores.open(looks, read);
        return stores;
    }

    private void open(StartLooks looks, Supplier<Configuration.Loaded> read) throws IOException {
        var servers = new HubServers(ground.options());
        Beside<HubDatabase> database =
                Beside.start(() -> servers.database(ground.data().root()));
        Beside<PostgresLedger> opened = database.then(it -> servers.ledger(it, ground.clock()));
        Beside<EmbeddedBroker> opening = null;
        try {
            StartLooks.Seen seen = look(looks, read, opened);
            follow(seen);
            opening = openBroker(servers, seen.broker());
            openLedger(looks, opened);
            openRules(seen.configuration());
        } finally {
            // Started beside all that; whatever became of it, they have to be stopped with the hub.
            database.ended().ifPresent(it -> ground.closings().add("database", it));
            opened.ended().ifPresent(it -> ground.closings().add("ledger", it));
            Optional.ofNullable(opening).flatMap(Beside::ended).ifPresent(it -> ground.closings()
                    .add("broker", it));
        }
        address = database.get().address();
        use(opening.get());
        HubPairing.begin(ledger, broker, ground.times().wall());
        ground.phases().ended("broker and ledger belong together");
    }

    private StartLooks.Seen look(
            StartLooks looks, Supplier<Configuration.Loaded> read, Beside<PostgresLedger> database) {
        Optional<StartLooks.Seen> seen = looks.atTheRest(read, ground.times().wall());
        ground.phases().ended("configuration");
        if (!looks.clean()) {
            looks.at(database);
            looks.refuse();
        }
        return seen.orElseThrow();
    }

    private void follow(StartLooks.Seen seen) throws IOException {
        Configuration.Loaded configuration = seen.configuration();
        directory = configuration.directory();
        resendWithin = configuration.settings().resendWithin();
        doors = seen.doors();
        ground.closings().add("TLS", doors.watch());
        keyFiles = new KeyFiles(ground.data().folder("keys"), ground.times().wall(), doors.certificateIsEnough());
        keys = new HubKeys(
                keyFiles,
                () -> tokens(configuration),
                ground.options().config(),
                ground.times().wall());
        if (ground.options().issueKeys()) {
            issueKeys();
        }
    }

    private Beside<EmbeddedBroker> openBroker(HubServers servers, BrokerSettings where) throws IOException {
        ground.data().folder("broker");
        Directory own = directory;
        return Beside.start(() -> servers.broker(where, own, keys));
    }

    private void openLedger(StartLooks looks, Beside<PostgresLedger> opened) {
        Optional<PostgresLedger> there = looks.at(opened);
        looks.refuse();
        ledger = there.orElseThrow();
        ground.phases().ended("database and ledger, as far as they were not there yet");
    }

    private void openRules(Configuration.Loaded configuration) throws IOException {
        ground.clock().within(ClockLimits.of(configuration.settings().maxDowntime()));
        if (ground.times().checked()) {
            ClockGuard.begin(ground.clock(), ledger.clockBook(), ground.data().root());
        }
        rules = new HubRules(ground.options(), configuration, ledger, digests, ground.data(), ground.clock());
        limits = new HubLimits(rules, ground.closings()::add);
        ground.phases().ended("rules");
    }

    private void use(EmbeddedBroker started) throws IOException {
        broker = started;
        ground.closings().add("key watch", new KeyWatch(keyFiles, broker::disconnect));
        ground.closings()
                .add(
                        "token watch",
                        new Watch(
                                "token-watch", TOKENS_MILLIS, this::endTokens, "what tokens opened cannot be watched"));
        Directory held = rules.living().configuration().directory();
        if (held != directory) {
            // Another hub has put another configuration in force.
            directory = held;
            broker.follow(directory);
            if (ground.options().issueKeys()) {
                issueKeys();
            }
        }
        ground.phases().ended("broker, as far as it was not there yet");
    }

    private void issueKeys() throws IOException {
        keyFiles.issue("operator");
        for (Directory.Agency agency : directory.agencies()) {
            keyFiles.issue(agency.id().toString());
        }
    }

    /** As they are in force: the configuration may change while the hub runs. */
    private List<TokenSettings> tokens(Configuration.Loaded first) {
        HubRules living = rules;
        return (living == null ? first : living.living().configuration())
                .settings()
                .tokens();
    }

    /** What a token opened ends with it. */
    private void endTokens() {
        broker.disconnect(BearerTokens::isToken);
    }

    HubGround ground() {
        return ground;
    }

    Digests digests() {
        return digests;
    }

    /** Where the ledger is kept. */
    LedgerAddress address() {
        return address;
    }

    PostgresLedger ledger() {
        return ledger;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    /** As it was when the broker was there. */
    Directory directory() {
        return directory;
    }

    Duration resendWithin() {
        return resendWithin;
    }

    HubDoors doors() {
        return doors;
    }

    KeyFiles keyFiles() {
        return keyFiles;
    }

    HubKeys keys() {
        return keys;
    }

    HubRules rules() {
        return rules;
    }

    ChangingRulebook rulebook() {
        return rules.rulebook();
    }

    HubLimits limits() {
        return limits;
    }
}
