package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.BridgeConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.FederationConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.exchange.Inbox;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** Each unsafe setting, seeded into a safe configuration, is found by its name. */
class BrokerCheckTest {
    private static final List<String> QUEUES = QueueNames.all(TestHub.directory());
    private static final String OUTBOX = TestHub.OUTBOX.queue();
    private static final String INBOX = new Inbox(TestHub.AT_BROKER, Channel.LIVE, Lane.BULK).queue();

    @Test
    void passesTheShippedConfiguration() {
        // Given
        Configuration configuration = configuration();

        // Then
        assertThat(BrokerCheck.faults(configuration, QUEUES)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsafe")
    void findsByName(String name, Consumer<Configuration> seed) {
        // Given
        Configuration configuration = configuration();

        // When
        seed.accept(configuration);

        // Then
        assertThat(BrokerCheck.faults(configuration, QUEUES))
                .extracting(BrokerCheck.Unsafe::name)
                .contains(name);
    }

    static Stream<Arguments> unsafe() {
        return Stream.of(
                seed("persistence-enabled", c -> c.setPersistenceEnabled(false)),
                seed("journal-sync-transactional", c -> c.setJournalSyncTransactional(false)),
                seed("journal-sync-non-transactional", c -> c.setJournalSyncNonTransactional(false)),
                seed("journal-datasync", c -> c.setJournalDatasync(false)),
                seed("journal-type", c -> c.setJournalType(JournalType.MAPPED)),
                seed("security-enabled", c -> c.setSecurityEnabled(false)),
                seed("populate-validated-user", c -> c.setPopulateValidatedUser(false)),
                seed("wildcard-routing", c -> c.setWildcardRoutingEnabled(true)),
                seed("id-cache-size", c -> c.setIDCacheSize(100)),
                seed("jmx-management-enabled", c -> c.setJMXManagementEnabled(true)),
                seed("federation", c -> c.getFederationConfigurations().add(new FederationConfiguration())),
                seed("diverts", c -> c.addDivertConfiguration(new DivertConfiguration().setName("copy"))),
                seed("bridges", c -> c.getBridgeConfigurations().add(new BridgeConfiguration())),
                seed("global-max-size", c -> c.setGlobalMaxSize(-1)),
                seed("max-disk-usage", c -> c.setMaxDiskUsage(-1)),
                seed("critical-analyzer", c -> c.setCriticalAnalyzer(false)),
                seed("critical-analyzer-policy", c -> c.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG)),
                seed("acceptor more protocols", c -> acceptor(c, "AMQP,OPENWIRE")),
                seed("acceptor more protocols", c -> acceptor(c, "CORE")),
                seed("acceptor more protocols", c -> acceptor(c, null)),
                address("dead-letter-address", s -> s.setDeadLetterAddress(null)),
                address("expiry-address", s -> s.setExpiryAddress(null)),
                address("send-to-dla-on-no-route", s -> s.setSendToDLAOnNoRoute(false)),
                address("auto-create-queues", s -> s.setAutoCreateQueues(true)),
                address("auto-create-addresses", s -> s.setAutoCreateAddresses(true)),
                address("auto-delete-queues", s -> s.setAutoDeleteQueues(true)),
                address("auto-delete-addresses", s -> s.setAutoDeleteAddresses(true)),
                address("address-full-policy", s -> s.setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)),
                address("page-full-policy", s -> s.setPageFullMessagePolicy(PageFullMessagePolicy.DROP)),
                address("disk-full-policy", s -> s.setDiskFullMessagePolicy(DiskFullMessagePolicy.DROP)),
                address("id-cache-size", s -> s.setIDCacheSize(20_000)),
                address("expiry-delay", s -> s.setExpiryDelay(1_000L)),
                address("max-delivery-attempts", s -> s.setMaxDeliveryAttempts(10)),
                address("redelivery-delay", s -> s.setRedeliveryDelay(1_000)),
                seed("queue " + OUTBOX, c -> c.getAddressConfigurations().clear()),
                queue(OUTBOX + " max-consumers", OUTBOX, q -> q.setMaxConsumers(-1)),
                queue(INBOX + " exclusive", INBOX, q -> q.setExclusive(false)),
                queue(OUTBOX + " durable", OUTBOX, q -> q.setDurable(false)),
                queue(QueueNames.COMMITS + " last-value", QueueNames.COMMITS, q -> q.setLastValue(false)));
    }

    private static Arguments seed(String name, Consumer<Configuration> seed) {
        return Arguments.of(name, seed);
    }

    private static Arguments address(String setting, Consumer<AddressSettings> seed) {
        Consumer<Configuration> onEvery =
                configuration -> seed.accept(configuration.getAddressSettings().get("#"));
        return Arguments.of(OUTBOX + " " + setting, onEvery);
    }

    private static Arguments queue(String name, String queue, Consumer<QueueConfiguration> seed) {
        Consumer<Configuration> onQueue = configuration -> configuration.getAddressConfigurations().stream()
                .flatMap(address -> address.getQueueConfigs().stream())
                .filter(found -> found.getName().toString().equals(queue))
                .forEach(seed);
        return Arguments.of(name, onQueue);
    }

    private static void acceptor(Configuration configuration, String protocols) {
        Map<String, Object> parameters = protocols == null ? Map.of() : Map.of("protocols", protocols);
        configuration.addAcceptorConfiguration(
                new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, "more"));
    }

    private static Configuration configuration() {
        return BrokerConfiguration.of(
                BrokerSettings.onLoopback(Path.of("unused"), 0), QUEUES, 100_000, 1, "cluster-secret");
    }
}
