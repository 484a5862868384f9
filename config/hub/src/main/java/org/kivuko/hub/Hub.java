package org.kivuko.hub;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kivuko.connector.artemis.AgencyProtocol;
import org.kivuko.connector.artemis.BrokerStartFailure;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.artemis.JmsShelf;
import org.kivuko.connector.http.PortInUse;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.Directory;
import org.kivuko.operations.safety.SafetyFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub: the routes wired to a broker, a database and their doors. Starts as a whole or not at all, and stops in the
 * opposite order. The only place where both sides of the ports meet.
 */
public final class Hub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final Closings closings = new Closings();
    private final HubOptions options;
    private final TimeSources times;
    private final TrustedClock clock;
    private HubStores stores;
    private HubWaiting waiting;
    private HubTraffic traffic;
    private HubDoorways doorways;
    private volatile boolean ready;

    private Hub(HubOptions options, TimeSources times) {
        this.options = options;
        this.times = times;
        this.clock = new TrustedClock(times.wall(), times.nanos());
    }

    /** Starts a hub with a configuration that was read before. */
    public static Hub start(HubOptions options, Configuration.Loaded configuration, Clock clock) {
        return start(options, () -> configuration, TimeSources.believed(clock));
    }

    /** The same with a clock that is believed whatever it reads. */
    public static Hub start(HubOptions options, Supplier<Configuration.Loaded> configuration, Clock clock) {
        return start(options, configuration, TimeSources.believed(clock));
    }

    /**
     * Starts a hub.
     *
     * @param configuration read while the database starts; it throws {@link StartRefused} where it cannot be used
     * @param times the time it lives in; {@code serve} hands in the machine's, tests their own
     * @throws StartRefused with everything that speaks against it, where it cannot or must not run; nothing is left running then
     */
    public static Hub start(HubOptions options, Supplier<Configuration.Loaded> configuration, TimeSources times) {
        return start(options, configuration, times, List.of());
    }

    /**
     * The same, for a process of which something has been found already.
     *
     * @param process what is unsafe about it; told with everything else, and nothing is made or started then
     */
    public static Hub start(
            HubOptions options,
            Supplier<Configuration.Loaded> configuration,
            TimeSources times,
            List<SafetyFault> process) {
        SerialFilter.close();
        var hub = new Hub(options, times);
        try {
            hub.open(new StartLook(process), configuration);
            return hub;
        } catch (IOException | BrokerStartFailure | PortInUse | RuntimeException e) {
            hub.close();
            throw e instanceof StartRefused refused ? refused : new StartRefused(StartRefused.sentence(e), e);
        }
    }

    private void open(StartLook look, Supplier<Configuration.Loaded> read)
            throws IOException, BrokerStartFailure, PortInUse {
        var looks = new StartLooks(options, look);
        HubGround ground = HubGround.open(options, times, clock, closings, looks, read);
        stores = HubStores.open(ground, looks, read);
        HubJudging judging = HubJudging.of(stores);
        waiting = HubWaiting.open(stores, judging);
        traffic = HubTraffic.open(stores, judging, waiting);
        doorways = HubDoorways.open(stores, judging, waiting, traffic, () -> ready);
        ready = true;
        LOG.info("hub ready http={} {}", doorways.http().port(), brokerUrls());
    }

    /** Where the HTTP door listens. */
    public URI url() {
        return stores.doors().url("http", doorways.http().port());
    }

    public int amqpPort() {
        return doorways.agencies().port();
    }

    /** Where the broker listens for this protocol; empty where that is not switched on. */
    public OptionalInt port(AgencyProtocol protocol) {
        return doorways.agencies().port(protocol);
    }

    /** Every door of the broker that is open. */
    public List<URI> brokerUrls() {
        return Stream.of(AgencyProtocol.values())
                .flatMap(protocol ->
                        port(protocol).stream().mapToObj(port -> stores.doors().url(protocol.scheme(), port)))
                .toList();
    }

    /** Whether its broker has stopped: nothing goes on then, and only another start mends it. */
    public boolean brokerEnded() {
        return stores.broker().ended();
    }

    public KeyFiles keys() {
        return stores.keyFiles();
    }

    /** How the agreements are signed, in a few words. */
    public String signatures() {
        return stores.rules().inWords();
    }

    public Directory directory() {
        return traffic.members().directory();
    }

    public PostgresLedger ledger() {
        return stores.ledger();
    }

    /** Where its ledger is kept, for who runs it in a test. */
    LedgerAddress address() {
        return stores.address();
    }

    EmbeddedBroker broker() {
        return stores.broker();
    }

    ChangingRulebook rulebook() {
        return stores.rulebook();
    }

    JmsShelf leases() {
        return doorways.leases();
    }

    Gate gate() {
        return waiting.gate();
    }

    /** Stops everything, newest first. What was accepted stays; a part that fails to stop does not keep others running. */
    @Override
    public void close() {
        ready = false;
        closings.close();
    }
}
