package org.kivuko.connector.artemis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.HierarchicalObjectRepository;
import org.kivuko.model.Directory;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;

/**
 * The broker settings under which messages were seen to get lost, doubled or leaked. The hub does not run with any of them.
 * What is wanted of each stands in {@link BrokerRules} and {@link QueueRules}. Stateless.
 */
public final class BrokerCheck {
    private static final String ALL = "ALL";

    private final SafetyFacts.Collector facts = new SafetyFacts.Collector();

    private BrokerCheck() {}

    /** All rules about a broker. */
    public static List<SafetyRule> rules() {
        return Stream.of(BrokerRules.ALL, AcceptorRules.ALL, QueueRules.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** What the embedded broker would run with. Starts nothing. */
    public static SafetyFacts facts(BrokerSettings settings, Directory directory) {
        List<String> queues = QueueNames.all(directory);
        return facts(BrokerConfiguration.of(settings, queues, 0, 0, EmbeddedBroker.secret()), queues);
    }

    /** Every unsafe setting, all at once; empty where the broker may run. */
    static List<SafetyFault> faults(Configuration configuration, List<String> queues) {
        return SafetyRule.faults(rules(), facts(configuration, queues));
    }

    static SafetyFacts facts(Configuration configuration, List<String> queues) {
        var check = new BrokerCheck();
        check.journal(configuration);
        check.identity(configuration);
        check.others(configuration);
        check.limits(configuration);
        configuration.getAcceptorConfigurations().forEach(check::acceptor);
        var settings = new HierarchicalObjectRepository<AddressSettings>(configuration.getWildcardConfiguration());
        settings.setDefault(new AddressSettings());
        for (Map.Entry<String, AddressSettings> entry :
                configuration.getAddressSettings().entrySet()) {
            settings.addMatch(entry.getKey(), entry.getValue(), true);
        }
        for (String queue : queues) {
            check.address(queue, settings.getMatch(queue));
            check.queue(queue, configuration);
        }
        return check.facts.facts();
    }

    private void journal(Configuration found) {
        facts.add("persistence-enabled", found.isPersistenceEnabled());
        facts.add("journal-sync-transactional", found.isJournalSyncTransactional());
        facts.add("journal-sync-non-transactional", found.isJournalSyncNonTransactional());
        facts.add("journal-datasync", found.isJournalDatasync());
        facts.add("journal-type", found.getJournalType());
        facts.add("large-message-sync", found.isLargeMessageSync());
        facts.add("journal-retention-directory", found.getJournalRetentionDirectory());
    }

    private void identity(Configuration found) {
        facts.add("security-enabled", found.isSecurityEnabled());
        facts.add("populate-validated-user", found.isPopulateValidatedUser());
        facts.add("security-invalidation-interval", found.getSecurityInvalidationInterval());
        // The password itself goes nowhere.
        facts.add("cluster-password", strength(found.getClusterPassword()));
        facts.add("jmx-management-enabled", found.isJMXManagementEnabled());
        facts.add("message-counter-enabled", found.isMessageCounterEnabled());
        facts.add("wildcard-routing", found.isWildcardRoutingEnabled());
        facts.add("broker id-cache-size", found.getIDCacheSize());
    }

    private static String strength(String password) {
        if (password == null || password.isBlank()) {
            return "empty";
        }
        boolean asShipped = password.equals("CHANGE ME!!") || password.equals("CLUSTER.ADMIN.PASSWORD");
        return asShipped ? "the broker's default" : "of " + password.length() + " characters";
    }

    private void others(Configuration found) {
        facts.add("federations", found.getFederationConfigurations().size());
        facts.add("diverts", found.getDivertConfigurations().size());
        facts.add("bridges", found.getBridgeConfigurations().size());
        facts.add(
                "cluster connections",
                found.getClusterConfigurations().size()
                        + found.getAMQPConnection().size());
        facts.add("broadcast groups", found.getBroadcastGroupConfigurations().size());
    }

    private void limits(Configuration found) {
        facts.add("global-max-size", found.getGlobalMaxSize());
        facts.add("max-disk-usage", found.getMaxDiskUsage());
        facts.add("critical-analyzer", found.isCriticalAnalyzer());
        facts.add("critical-analyzer-policy", found.getCriticalAnalyzerPolicy());
    }

    private void acceptor(TransportConfiguration acceptor) {
        if (acceptor.getFactoryClassName().equals(InVMAcceptorFactory.class.getName())) {
            return;
        }
        String name = "acceptor " + acceptor.getName();
        Map<String, Object> parameters = acceptor.getCombinedParams();
        for (String protocol : text(parameters, "protocols", ALL).split(",", -1)) {
            String spoken = protocol.strip().toUpperCase(Locale.ROOT);
            facts.add("protocols", spoken, name);
            if (spoken.equals("AMQP") || spoken.equals(ALL)) {
                amqp(name, parameters);
            }
        }
        facts.add("autoStart", text(parameters, "autoStart", "true"), name);
        facts.add("connectionsAllowed", text(parameters, "connectionsAllowed", "-1"), name);
        facts.add("outside without TLS", plainAt(parameters), name);
    }

    private void amqp(String name, Map<String, Object> parameters) {
        for (String mechanism :
                text(parameters, "saslMechanisms", "ANONYMOUS,PLAIN").split(",", -1)) {
            facts.add("saslMechanisms", mechanism.strip().toUpperCase(Locale.ROOT), name);
        }
        facts.add("amqpDuplicateDetection", text(parameters, "amqpDuplicateDetection", "true"), name);
        String rejects = "amqpTreatRejectAsUnmodifiedDeliveryFailed";
        facts.add(rejects, text(parameters, rejects, "false"), name);
    }

    private static String plainAt(Map<String, Object> parameters) {
        String host = text(parameters, "host", "0.0.0.0");
        boolean here = host.matches("localhost|::1|127(\\.[0-9]{1,3}){3}");
        return here || text(parameters, "sslEnabled", "false").equals("true") ? "no" : host;
    }

    private static String text(Map<String, Object> parameters, String name, String otherwise) {
        return Objects.toString(parameters.get(name), otherwise);
    }

    private void address(String queue, AddressSettings found) {
        facts.add("dead-letter-address", found.getDeadLetterAddress(), queue);
        facts.add("expiry-address", found.getExpiryAddress(), queue);
        facts.add("send-to-dla-on-no-route", found.isSendToDLAOnNoRoute(), queue);
        facts.add("auto-create-queues", found.isAutoCreateQueues(), queue);
        facts.add("auto-create-addresses", found.isAutoCreateAddresses(), queue);
        facts.add("auto-delete-queues", found.isAutoDeleteQueues(), queue);
        facts.add("auto-delete-addresses", found.isAutoDeleteAddresses(), queue);
        facts.add("address-full-policy", found.getAddressFullMessagePolicy(), queue);
        facts.add("page-full-policy", found.getPageFullMessagePolicy(), queue);
        facts.add("page-limit-bytes", Objects.requireNonNullElse(found.getPageLimitBytes(), -1L), queue);
        facts.add("disk-full-policy", found.getDiskFullMessagePolicy(), queue);
        facts.add("id-cache-size", found.getIDCacheSize(), queue);
        facts.add("expiry-delay", found.getExpiryDelay(), queue);
        facts.add("retroactive-message-count", found.getRetroactiveMessageCount(), queue);
        facts.add("config-delete-queues", found.getConfigDeleteQueues(), queue);
        if (queue.equals(QueueNames.COMMITS)) {
            facts.add("max-size-bytes of " + queue, found.getMaxSizeBytes());
        }
        if (!queue.startsWith("hub.")) {
            facts.add("max-delivery-attempts", found.getMaxDeliveryAttempts(), queue);
            facts.add("redelivery-delay", found.getRedeliveryDelay(), queue);
        }
    }

    private void queue(String name, Configuration configuration) {
        List<QueueConfiguration> found = configuration.getAddressConfigurations().stream()
                .flatMap(address -> address.getQueueConfigs().stream())
                .filter(queue -> queue.getName().toString().equals(name))
                .toList();
        facts.add("queue", found.isEmpty() ? "missing" : "there", name);
        for (QueueConfiguration queue : found) {
            facts.add("durable", queue.isDurable(), name);
            facts.add("non-destructive", Boolean.TRUE.equals(queue.isNonDestructive()), name);
            facts.add("purge-on-no-consumers", Boolean.TRUE.equals(queue.isPurgeOnNoConsumers()), name);
            facts.add("ring-size", Objects.requireNonNullElse(queue.getRingSize(), -1L), name);
            boolean lastValue = Boolean.TRUE.equals(queue.isLastValue());
            facts.add(name.equals(QueueNames.COMMITS) ? "last-value of " + name : "last-value", lastValue, name);
            if (QueueNames.outbox(name).isPresent()) {
                facts.add("max-consumers of outboxes", queue.getMaxConsumers(), name);
            }
            if (QueueNames.inbox(name).isPresent()) {
                facts.add("exclusive inboxes", queue.isExclusive(), name);
            }
        }
    }
}
