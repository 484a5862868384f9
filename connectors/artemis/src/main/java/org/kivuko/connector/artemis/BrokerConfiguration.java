package org.kivuko.connector.artemis;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/** The settings of the embedded broker; {@link BrokerCheck} says which of them must not be otherwise. */
final class BrokerConfiguration {
    static final String IN_PROCESS = "in-process";

    private static final int MIB = 1 << 20;
    /** Must hold the longest message: what does not fit becomes a file of its own, which {@link SenderGuard} refuses. */
    private static final int JOURNAL_BUFFER_BYTES = 6 * MIB;

    private static final int JOURNAL_FILE_BYTES = 16 * MIB;
    /** All queues together; what is over it waits on disk. */
    private static final long MEMORY_BYTES = 96L * MIB;
    /** One queue; a dead recipient takes no more than this from the others. */
    private static final long QUEUE_MEMORY_BYTES = 4L * MIB;

    private static final int PAGE_BYTES = 2 * MIB;
    /** Above the hub's own limit for a recipient, were every message the longest: it never acts before that one or a full disk. */
    private static final long QUEUE_DISK_BYTES = 8L << 40;

    private static final int DISK_USAGE_PERCENT = 95;
    /** Below every mark at which the hub itself stops taking messages. */
    private static final long LEAST_DISK_FREE_BYTES = 16L * MIB;

    private static final int DISK_SCAN_MILLIS = 1_000;
    static final int CONNECTION_TTL_MILLIS = 8_000;
    private static final int LOCK_WAIT_MILLIS = 5_000;
    private static final int SECURITY_CACHE_MILLIS = 2_000;
    private static final int CONNECTIONS_OF_A_DOOR = 2_000;

    private BrokerConfiguration() {}

    /**
     * The whole configuration.
     *
     * @param bufferTimeoutNanos what {@link JournalProbe} measured
     * @param serverId of the in-process acceptor
     */
    static Configuration of(
            BrokerSettings settings, List<String> queues, int bufferTimeoutNanos, int serverId, String clusterSecret) {
        var configuration = new ConfigurationImpl();
        configuration.setName("kivuko");
        journal(configuration, settings.folder(), bufferTimeoutNanos);
        safety(configuration, clusterSecret);
        addresses(configuration, queues);
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                InVMAcceptorFactory.class.getName(), Map.of("serverId", serverId), IN_PROCESS));
        settings.ports()
                .byProtocol()
                .forEach((protocol, port) -> configuration.addAcceptorConfiguration(door(protocol, settings, port)));
        return configuration;
    }

    private static void journal(Configuration configuration, Path folder, int bufferTimeoutNanos) {
        configuration.setPersistenceEnabled(true);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setJournalDatasync(true);
        configuration.setJournalBufferTimeout_NIO(bufferTimeoutNanos);
        configuration.setPageSyncTimeout(bufferTimeoutNanos);
        configuration.setJournalBufferSize_NIO(JOURNAL_BUFFER_BYTES);
        configuration.setJournalFileSize(JOURNAL_FILE_BYTES);
        configuration.setJournalLockAcquisitionTimeout(LOCK_WAIT_MILLIS);
    }

    private static void safety(Configuration configuration, String clusterSecret) {
        configuration.setSecurityEnabled(true);
        configuration.setPopulateValidatedUser(true);
        // Not reject-empty-validated-user: AMQP messages never carry that mark, and would all be refused.
        configuration.setSecurityInvalidationInterval(SECURITY_CACHE_MILLIS);
        // It knows callers by the name in their certificate, which anybody may have somebody certify. A look-up costs a
        // hash.
        configuration.setAuthenticationCacheSize(0);
        configuration.setClusterUser("no-cluster");
        configuration.setClusterPassword(clusterSecret);
        configuration.setJMXManagementEnabled(false);
        configuration.setMessageCounterEnabled(false);
        configuration.setWildcardRoutingEnabled(false);
        configuration.setIDCacheSize(0);
        configuration.setPersistIDCache(false);
        configuration.setGlobalMaxSize(MEMORY_BYTES);
        configuration.setMaxDiskUsage(DISK_USAGE_PERCENT);
        // Where both are stated this one counts: a hundredth of a large disk is more than the hub needs to go on.
        configuration.setMinDiskFree(LEAST_DISK_FREE_BYTES);
        configuration.setDiskScanPeriod(DISK_SCAN_MILLIS);
        configuration.setCriticalAnalyzer(true);
        configuration.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.SHUTDOWN);
    }

    private static void addresses(Configuration configuration, List<String> queues) {
        configuration.addAddressSetting("#", settings());
        // The markers must be found by browsing: they never go to disk pages.
        configuration.addAddressSetting(
                QueueNames.COMMITS, settings().setDefaultLastValueQueue(true).setMaxSizeBytes(-1));
        // The broker tells itself who comes and goes; nobody listens, and none of it belongs to the dead letters.
        configuration.addAddressSetting(
                configuration.getManagementNotificationAddress().toString(),
                settings().setSendToDLAOnNoRoute(false));
        for (String name : queues) {
            configuration.addAddressConfiguration(new CoreAddressConfiguration()
                    .setName(name)
                    .addRoutingType(RoutingType.ANYCAST)
                    .addQueueConfig(queue(name)));
        }
    }

    /** One of the queues of the contract, at an address of its own. */
    static QueueConfiguration queue(String name) {
        var queue = QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false);
        // The lock of the commit order: who consumes an outbox is alone there until its transaction has ended.
        QueueNames.outbox(name).ifPresent(outbox -> queue.setMaxConsumers(1));
        // Who attaches to an inbox while another consumer is there, or goes, is given nothing until all that the
        // other one had fetched is back: two that share it would each see gaps, and get them filled too late.
        QueueNames.inbox(name).ifPresent(inbox -> queue.setExclusive(true));
        return queue.setLastValue(name.equals(QueueNames.COMMITS));
    }

    private static AddressSettings settings() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(QueueNames.DEAD))
                .setExpiryAddress(SimpleString.of(QueueNames.EXPIRED))
                .setSendToDLAOnNoRoute(true)
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(0)
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteCreatedQueues(false)
                .setAutoCreateDeadLetterResources(false)
                .setAutoCreateExpiryResources(false)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setDefaultGroupBuckets(0)
                .setIDCacheSize(0)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(QUEUE_MEMORY_BYTES)
                .setPageSizeBytes(PAGE_BYTES)
                .setPageLimitBytes(QUEUE_DISK_BYTES)
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL);
    }

    private static TransportConfiguration door(AgencyProtocol protocol, BrokerSettings settings, int port) {
        var transport = new HashMap<String, Object>();
        transport.put("host", settings.host());
        transport.put("port", port);
        transport.put("protocols", protocol.name());
        transport.put("connectionTtl", CONNECTION_TTL_MILLIS);
        transport.put("connectionsAllowed", CONNECTIONS_OF_A_DOOR);
        // Opened by hand, once everything else is checked.
        transport.put("autoStart", false);
        AcceptorTls.add(transport, settings.tls());
        Map<String, Object> extra = protocol == AgencyProtocol.AMQP ? amqp(settings) : Map.of();
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, protocol.scheme(), extra);
    }

    private static Map<String, Object> amqp(BrokerSettings settings) {
        var protocol = new HashMap<String, Object>();
        protocol.put("saslMechanisms", AcceptorTls.mechanisms(settings.tls()));
        protocol.put("amqpDuplicateDetection", false);
        protocol.put("amqpMinLargeMessageSize", -1);
        protocol.put("amqpIdleTimeout", CONNECTION_TTL_MILLIS);
        // Otherwise a receiver that rejects a delivery would send it to the dead letters.
        protocol.put("amqpTreatRejectAsUnmodifiedDeliveryFailed", true);
        return protocol;
    }
}
