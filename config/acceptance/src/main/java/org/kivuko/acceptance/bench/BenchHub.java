package org.kivuko.acceptance.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.kivuko.acceptance.HubParts;
import org.kivuko.exchange.Withdrawer;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.Configuration;

/** A whole hub in this process, and a way to its broker for whoever is measured against it. Thread-safe. */
final class BenchHub implements AutoCloseable {
    /** Queues of what the hub is compared with. */
    static final String PREFIX = "bench.";

    private static final String HUB_ACCOUNT = "hub";
    private static final long LOOK_MILLIS = 20;
    /** On a busy machine a commit of a thousand may take its time. */
    private static final long CALL_MILLIS = 300_000;

    private static final int NEVER_LARGE_BYTES = 5 << 20;

    private final Hub hub;
    private final ActiveMQServer server;
    private final Duration startTime;

    private final Path data;

    private BenchHub(Hub hub, Path data, Duration startTime) {
        this.hub = hub;
        this.data = data;
        this.startTime = startTime;
        this.server = HubParts.broker(hub);
        // Nothing of the others is ever written to pages: what they are spared is in their favour.
        server.getAddressSettingsRepository()
                .addMatch(
                        PREFIX + "#",
                        new AddressSettings()
                                .setMaxSizeBytes(-1)
                                .setAutoCreateQueues(false)
                                .setAutoCreateAddresses(false)
                                .setAutoDeleteQueues(false)
                                .setAutoDeleteAddresses(false));
    }

    /** Starts one in this folder; what lies there is used again. */
    static BenchHub start(Path folder, BenchStates states) throws IOException {
        Path config = states.write(Files.createDirectories(folder.resolve("config")));
        var options = new HubOptions(config, folder.resolve("data"), 0, 0, true, false);
        long begun = System.nanoTime();
        Hub hub = Hub.start(options, () -> read(config), Clock.systemUTC());
        return new BenchHub(hub, options.data(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static Configuration.Loaded read(Path config) {
        if (Configuration.load(config) instanceof Configuration.Loaded loaded) {
            return loaded;
        }
        throw new IllegalStateException("the configuration of the measurement is refused: " + config);
    }

    /** From its start until every door was open. */
    Duration startTime() {
        return startTime;
    }

    /** Waits until it hands over from this inbox. */
    void awaitOpen(String inbox, Duration limit) throws InterruptedException {
        var withdrawer = (Withdrawer) HubParts.part(HubParts.part(hub, "waiting"), "withdrawer");
        long end = System.nanoTime() + limit.toNanos();
        while (withdrawer.closed().keySet().stream()
                .anyMatch(each -> each.queue().equals(inbox))) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(inbox + " did not open within " + limit);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Its data folder. */
    Path data() {
        return data;
    }

    Hub hub() {
        return hub;
    }

    String key(String agency) throws IOException {
        return Files.readString(hub.keys().file(agency)).strip();
    }

    /** A queue beside those of the hub, made where it is not there. */
    String makeQueue(String name) {
        try {
            if (server.locateQueue(PREFIX + name) == null) {
                server.createQueue(QueueConfiguration.of(PREFIX + name)
                        .setAutoCreateAddress(true)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
            }
            return PREFIX + name;
        } catch (Exception e) {
            throw new IllegalStateException("the broker makes no queue " + name, e);
        }
    }

    Queue queue(String name) {
        Queue queue = server.locateQueue(name);
        if (queue == null) {
            throw new IllegalStateException("no queue " + name);
        }
        return queue;
    }

    List<Queue> queues(List<String> names) {
        return names.stream().map(this::queue).toList();
    }

    /** Connections of an agency within this process, not started. */
    Connection asAgency(String agency) throws JMSException, IOException {
        return factory(true).createConnection(agency, key(agency));
    }

    /** Connections of the hub's own account, not started. */
    Connection asHub(boolean eachSendSynced) throws JMSException {
        return factory(eachSendSynced).createConnection();
    }

    /**
     * For the hub's own account within this process, with what the hub's own connections have.
     *
     * @param eachSendSynced false for who sends in transactions: there the commit is synced
     */
    ActiveMQConnectionFactory factory(boolean eachSendSynced) {
        Object broker = HubParts.store(hub, "broker");
        Object link = HubParts.part(broker, "link");
        var factory = new ActiveMQJMSConnectionFactory(
                false,
                new TransportConfiguration(
                        InVMConnectorFactory.class.getName(), Map.of("serverId", HubParts.part(link, "serverId"))));
        factory.setUser(HUB_ACCOUNT);
        factory.setPassword((String) HubParts.part(link, "secret"));
        factory.setBlockOnDurableSend(eachSendSynced);
        factory.setBlockOnAcknowledge(true);
        factory.setReconnectAttempts(0);
        factory.setCallTimeout(CALL_MILLIS);
        factory.setMinLargeMessageSize(NEVER_LARGE_BYTES);
        factory.setProducerWindowSize(-1);
        return factory;
    }

    /** Time-out of the journal's buffer, which this disk was measured for. */
    long journalTimeoutNanos() {
        return server.getConfiguration().getJournalBufferTimeout_NIO();
    }

    @Override
    public void close() {
        hub.close();
    }
}
