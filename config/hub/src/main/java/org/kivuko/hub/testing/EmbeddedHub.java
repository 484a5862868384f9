package org.kivuko.hub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.connector.artemis.AgencyProtocol;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.Shelf;
import org.kivuko.hub.HubForTests;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.BrokerDoors;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageKey;
import org.kivuko.testkit.junit.HubDoor;
import org.kivuko.testkit.junit.HubInTest;
import org.kivuko.testkit.junit.HubNotStarted;

/** A hub with everything of its own, in a folder that goes with it. Where it cannot be emptied it is started again, on the same ports. */
final class EmbeddedHub implements HubInTest {
    private final TestFolder folder;
    private final Clock clock;
    private final Thread atTheEnd = new Thread(this::stop, "kivuko-test-end");
    private HubForTests running;
    private boolean closed;

    private EmbeddedHub(TestFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    static EmbeddedHub start(TestFolder folder, Clock clock) throws IOException {
        var hub = new EmbeddedHub(folder, clock);
        try {
            hub.start(0, new BrokerPorts(0, 0, 0));
        } catch (StartRefused | IOException e) {
            folder.delete();
            throw e;
        }
        // A test run that is broken off must not leave a database behind.
        Runtime.getRuntime().addShutdownHook(hub.atTheEnd);
        return hub;
    }

    private record BrokerPorts(int amqp, int stomp, int mqtt) {
        static BrokerPorts of(HubForTests hub) {
            return new BrokerPorts(
                    hub.hub().amqpPort(), port(hub, AgencyProtocol.STOMP), port(hub, AgencyProtocol.MQTT));
        }

        private static int port(HubForTests hub, AgencyProtocol protocol) {
            return hub.hub().port(protocol).orElse(0);
        }
    }

    private void start(int http, BrokerPorts ports) throws IOException {
        Path data = folder.newData();
        Optional<Path> programs = Ground.lay(data);
        var doors = new BrokerDoors(Optional.of(ports.stomp()), Optional.of(ports.mqtt()));
        var options = new HubOptions(folder.config(), data, http, ports.amqp(), doors, true, false, programs);
        running = HubForTests.start(options, this::configuration, clock);
    }

    private Configuration.Loaded configuration() {
        Configuration read = Configuration.load(folder.config());
        if (read instanceof Configuration.Refused refused) {
            throw new StartRefused(Advice.on(refused, folder));
        }
        return (Configuration.Loaded) read;
    }

    @Override
    public URI url(HubDoor door) {
        return door == HubDoor.HTTP
                ? running.hub().url()
                : running.hub().brokerUrls().stream()
                        .filter(url -> url.getScheme().toUpperCase(Locale.ROOT).startsWith(door.name()))
                        .findFirst()
                        .orElseThrow();
    }

    @Override
    public String key(String name) {
        try {
            return running.hub()
                    .keys()
                    .read(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException("the hub of this test knows nobody of the name " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<AgencyId> agencies() {
        return running.hub().directory().agencies().stream()
                .map(Directory.Agency::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Ledger ledger() {
        return running.hub().ledger();
    }

    @Override
    public Shelf shelf() {
        return running.shelf();
    }

    @Override
    public List<MessageKey> messages() {
        return running.messages();
    }

    @Override
    public boolean quiet() {
        return running.quiet();
    }

    @Override
    public void empty(Instant began, Instant reached) throws HubNotStarted {
        if (running.empty(began, reached)) {
            return;
        }
        int http = running.hub().url().getPort();
        BrokerPorts ports = BrokerPorts.of(running);
        running.close();
        try {
            start(http, ports);
        } catch (StartRefused e) {
            throw new HubNotStarted(Advice.on(e), e);
        } catch (IOException e) {
            throw new HubNotStarted("the hub of this test cannot be started again: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException ending) {
            // The JVM ends, and the hook is what called this, or will find nothing to do.
        }
    }

    private synchronized void stop() {
        if (!closed) {
            closed = true;
            running.close();
            folder.delete();
        }
    }
}
