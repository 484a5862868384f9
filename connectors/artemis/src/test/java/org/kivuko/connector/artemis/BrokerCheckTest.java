package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.BroadcastGroupConfiguration;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.BridgeConfiguration;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.FederationConfiguration;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DeletionPolicy;
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
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;

/** Each unsafe setting, seeded into a safe configuration, is found by its code. */
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
    void findsEachAloneByItsCode(String code, Consumer<Configuration> seed) {
        // Given
        Configuration configuration = configuration();

        // When
        seed.accept(configuration);

        // Then
        assertThat(BrokerCheck.faults(configuration, QUEUES))
                .extracting(SafetyFault::code)
                .containsExactly(code);
    }

    @Test
    void everyRuleIsSeededAndEverySeedHasARule() {
        // Given
        var seeded = unsafe().map(seed -> (String) seed.get()[0]).collect(Collectors.toSet());

        // Then
        assertThat(seeded)
                .isEqualTo(BrokerCheck.rules().stream().map(SafetyRule::code).collect(Collectors.toSet()));
    }

    @Test
    void saysWhereItFoundWhatAndHowManyMore() {
        // Given
        Configuration configuration = configuration();
        configuration.getAddressSettings().get("#").setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP);

        // When
        SafetyFault fault = BrokerCheck.faults(configuration, QUEUES).get(0);

        // Then
        assertThat(fault.found()).startsWith("DROP at ").endsWith(" more");
        assertThat(fault.wanted()).isEqualTo("PAGE");
    }

    @Test
    void theClusterPasswordIsNotRepeated() {
        // Given
        Configuration configuration = configuration();
        configuration.setClusterPassword("hunter2-hunter2");

        // Then
        assertThat(BrokerCheck.faults(configuration, QUEUES).toString()).doesNotContain("hunter2");
    }

    static Stream<Arguments> unsafe() {
        return Stream.of(wholeBroker(), neighbours(), doors(), addresses(), queues())
                .flatMap(it -> it);
    }

    private static Stream<Arguments> wholeBroker() {
        return Stream.of(
                seed("BROKER_PERSISTENCE", c -> c.setPersistenceEnabled(false)),
                seed("BROKER_SYNC_TRANSACTIONAL", c -> c.setJournalSyncTransactional(false)),
                seed("BROKER_SYNC_NON_TRANSACTIONAL", c -> c.setJournalSyncNonTransactional(false)),
                seed("BROKER_DATASYNC", c -> c.setJournalDatasync(false)),
                seed("BROKER_JOURNAL_TYPE", c -> c.setJournalType(JournalType.MAPPED)),
                seed("BROKER_LARGE_MESSAGE_SYNC", c -> c.setLargeMessageSync(false)),
                seed("BROKER_RETENTION", c -> c.setJournalRetentionDirectory("retention")),
                seed("BROKER_SECURITY", c -> c.setSecurityEnabled(false)),
                seed("BROKER_VALIDATED_USER", c -> c.setPopulateValidatedUser(false)),
                seed("BROKER_SECURITY_CACHE", c -> c.setSecurityInvalidationInterval(3_600_000)),
                seed("BROKER_CLUSTER_PASSWORD", c -> c.setClusterPassword("CHANGE ME!!")),
                seed("BROKER_CLUSTER_PASSWORD", c -> c.setClusterPassword("")),
                seed("BROKER_CLUSTER_PASSWORD", c -> c.setClusterPassword("short")),
                seed("BROKER_JMX", c -> c.setJMXManagementEnabled(true)),
                seed("BROKER_MESSAGE_COUNTERS", c -> c.setMessageCounterEnabled(true)),
                seed("BROKER_WILDCARDS", c -> c.setWildcardRoutingEnabled(true)),
                seed("BROKER_DUPLICATES", c -> c.setIDCacheSize(100)),
                seed("BROKER_MEMORY", c -> c.setGlobalMaxSize(-1)),
                seed("BROKER_DISK", c -> c.setMaxDiskUsage(-1)),
                seed("BROKER_CRITICAL_ANALYSER", c -> c.setCriticalAnalyzer(false)),
                seed("BROKER_CRITICAL_POLICY", c -> c.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG)));
    }

    private static Stream<Arguments> neighbours() {
        return Stream.of(
                seed("BROKER_FEDERATION", c -> c.getFederationConfigurations().add(new FederationConfiguration())),
                seed("BROKER_DIVERTS", c -> c.addDivertConfiguration(new DivertConfiguration().setName("copy"))),
                seed("BROKER_BRIDGES", c -> c.getBridgeConfigurations().add(new BridgeConfiguration())),
                seed("BROKER_CLUSTER", c -> c.getClusterConfigurations().add(new ClusterConnectionConfiguration())),
                seed("BROKER_BROADCAST", c -> c.addBroadcastGroupConfiguration(new BroadcastGroupConfiguration())));
    }

    private static Stream<Arguments> doors() {
        return Stream.of(
                acceptor("BROKER_PROTOCOLS", "protocols", "AMQP,OPENWIRE"),
                acceptor("BROKER_PROTOCOLS", "protocols", "AMQP,CORE"),
                acceptor("BROKER_PROTOCOLS", "protocols", "ALL"),
                acceptor("BROKER_PROTOCOLS", "protocols", null),
                acceptor("BROKER_SASL", "saslMechanisms", "PLAIN,ANONYMOUS"),
                acceptor("BROKER_SASL", "saslMechanisms", null),
                acceptor("BROKER_AMQP_DUPLICATES", "amqpDuplicateDetection", "true"),
                acceptor("BROKER_REJECTS", "amqpTreatRejectAsUnmodifiedDeliveryFailed", "false"),
                acceptor("BROKER_OPENS_BY_ITSELF", "autoStart", "true"),
                acceptor("BROKER_CONNECTIONS", "connectionsAllowed", "-1"),
                acceptor("BROKER_PLAIN_OUTSIDE", "host", "0.0.0.0"),
                acceptor("BROKER_PLAIN_OUTSIDE", "host", null));
    }

    private static Stream<Arguments> addresses() {
        return Stream.of(
                address("BROKER_DEAD_LETTERS", s -> s.setDeadLetterAddress(null)),
                address("BROKER_EXPIRED", s -> s.setExpiryAddress(null)),
                address("BROKER_NO_ROUTE", s -> s.setSendToDLAOnNoRoute(false)),
                address("BROKER_AUTO_CREATE_QUEUES", s -> s.setAutoCreateQueues(true)),
                address("BROKER_AUTO_CREATE_ADDRESSES", s -> s.setAutoCreateAddresses(true)),
                address("BROKER_AUTO_DELETE_QUEUES", s -> s.setAutoDeleteQueues(true)),
                address("BROKER_AUTO_DELETE_ADDRESSES", s -> s.setAutoDeleteAddresses(true)),
                address("BROKER_ADDRESS_FULL", s -> s.setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)),
                address("BROKER_ADDRESS_FULL", s -> s.setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK)),
                address("BROKER_ADDRESS_FULL", s -> s.setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)),
                address("BROKER_PAGE_FULL", s -> s.setPageFullMessagePolicy(PageFullMessagePolicy.DROP)),
                address("BROKER_PAGE_LIMIT", s -> s.setPageLimitBytes(null)),
                address("BROKER_DISK_FULL", s -> s.setDiskFullMessagePolicy(DiskFullMessagePolicy.DROP)),
                address("BROKER_ADDRESS_DUPLICATES", s -> s.setIDCacheSize(20_000)),
                address("BROKER_EXPIRY_DELAY", s -> s.setExpiryDelay(1_000L)),
                address("BROKER_RETROACTIVE", s -> s.setRetroactiveMessageCount(100)),
                address("BROKER_CONFIG_DELETES", s -> s.setConfigDeleteQueues(DeletionPolicy.FORCE)),
                seed(
                        "BROKER_COMMITS_IN_MEMORY",
                        c -> c.getAddressSettings().get(QueueNames.COMMITS).setMaxSizeBytes(1 << 22)),
                address("BROKER_DELIVERY_ATTEMPTS", s -> s.setMaxDeliveryAttempts(10)),
                address("BROKER_REDELIVERY_DELAY", s -> s.setRedeliveryDelay(1_000)));
    }

    private static Stream<Arguments> queues() {
        return Stream.of(
                seed("BROKER_QUEUE", c -> c.getAddressConfigurations()
                        .removeIf(address -> address.getName().equals(OUTBOX))),
                queue("BROKER_DURABLE", OUTBOX, q -> q.setDurable(false)),
                queue("BROKER_NON_DESTRUCTIVE", INBOX, q -> q.setNonDestructive(true)),
                queue("BROKER_PURGE", INBOX, q -> q.setPurgeOnNoConsumers(true)),
                queue("BROKER_RING", INBOX, q -> q.setRingSize(1_000L)),
                queue("BROKER_LAST_VALUE", INBOX, q -> q.setLastValue(true)),
                queue("BROKER_COMMITS_LAST_VALUE", QueueNames.COMMITS, q -> q.setLastValue(false)),
                queue("BROKER_OUTBOX_CONSUMERS", OUTBOX, q -> q.setMaxConsumers(-1)),
                queue("BROKER_INBOX_EXCLUSIVE", INBOX, q -> q.setExclusive(false)));
    }

    private static Arguments seed(String code, Consumer<Configuration> seed) {
        return Arguments.of(code, seed);
    }

    private static Arguments address(String code, Consumer<AddressSettings> seed) {
        Consumer<Configuration> onEvery =
                configuration -> seed.accept(configuration.getAddressSettings().get("#"));
        return Arguments.of(code, onEvery);
    }

    private static Arguments queue(String code, String queue, Consumer<QueueConfiguration> seed) {
        Consumer<Configuration> onQueue = configuration -> configuration.getAddressConfigurations().stream()
                .flatMap(address -> address.getQueueConfigs().stream())
                .filter(found -> found.getName().toString().equals(queue))
                .forEach(seed);
        return Arguments.of(code, onQueue);
    }

    /** The shipped door with one parameter otherwise, or without it. */
    private static Arguments acceptor(String code, String parameter, String value) {
        Consumer<Configuration> seed = configuration -> {
            Set<TransportConfiguration> acceptors = configuration.getAcceptorConfigurations();
            TransportConfiguration shipped = acceptors.stream()
                    .filter(acceptor -> acceptor.getName().equals(AgencyProtocol.AMQP.scheme()))
                    .findFirst()
                    .orElseThrow();
            acceptors.remove(shipped);
            var parameters = new HashMap<>(shipped.getCombinedParams());
            parameters.remove(parameter);
            if (value != null) {
                parameters.put(parameter, value);
            }
            acceptors.add(new TransportConfiguration(shipped.getFactoryClassName(), parameters, shipped.getName()));
        };
        return Arguments.of(code, seed);
    }

    private static Configuration configuration() {
        return BrokerConfiguration.of(
                BrokerSettings.onLoopback(Path.of("unused"), 0), QUEUES, 100_000, 1, "c".repeat(64));
    }
}
