package org.kivuko.connector.artemis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.HierarchicalObjectRepository;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * The broker settings under which messages were seen to get lost, doubled or leaked. The hub does not run with any of them;
 * each has a name, by which the start refuses it.
 */
final class BrokerCheck {
    /** One unsafe setting. */
    record Unsafe(String name, String found, String expected) {
        @Override
        public String toString() {
            return name + " is " + found + ", expected " + expected;
        }
    }

    private final List<Unsafe> unsafe = new ArrayList<>();

    private BrokerCheck() {}

    /** Every unsafe setting, all at once; empty where the broker may run. */
    static List<Unsafe> faults(Configuration configuration, List<String> queues) {
        var check = new BrokerCheck();
        check.journal(configuration);
        check.identity(configuration);
        check.limits(configuration);
        check.acceptors(configuration);
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
        return check.unsafe;
    }

    private void journal(Configuration found) {
        expect("persistence-enabled", found.isPersistenceEnabled(), true);
        expect("journal-sync-transactional", found.isJournalSyncTransactional(), true);
        expect("journal-sync-non-transactional", found.isJournalSyncNonTransactional(), true);
        expect("journal-datasync", found.isJournalDatasync(), true);
        if (found.getJournalType() == JournalType.MAPPED) {
            add("journal-type", JournalType.MAPPED, "NIO or ASYNCIO");
        }
    }

    private void identity(Configuration found) {
        expect("security-enabled", found.isSecurityEnabled(), true);
        expect("populate-validated-user", found.isPopulateValidatedUser(), true);
        expect("wildcard-routing", found.isWildcardRoutingEnabled(), false);
        expect("id-cache-size", found.getIDCacheSize(), 0);
        expect("jmx-management-enabled", found.isJMXManagementEnabled(), false);
        expect("federation", found.getFederationConfigurations().isEmpty(), true);
        expect("diverts", found.getDivertConfigurations().isEmpty(), true);
        expect("bridges", found.getBridgeConfigurations().isEmpty(), true);
    }

    private void limits(Configuration found) {
        if (found.getGlobalMaxSize() <= 0) {
            add("global-max-size", found.getGlobalMaxSize(), "a number of bytes");
        }
        if (found.getMaxDiskUsage() < 1 || found.getMaxDiskUsage() > 99) {
            add("max-disk-usage", found.getMaxDiskUsage(), "1 to 99 per cent");
        }
        expect("critical-analyzer", found.isCriticalAnalyzer(), true);
        if (found.getCriticalAnalyzerPolicy() == CriticalAnalyzerPolicy.LOG) {
            add("critical-analyzer-policy", CriticalAnalyzerPolicy.LOG, "SHUTDOWN or HALT");
        }
    }

    private void acceptors(Configuration found) {
        Set<String> allowed = Set.of("AMQP");
        for (TransportConfiguration acceptor : found.getAcceptorConfigurations()) {
            if (acceptor.getFactoryClassName().equals(InVMAcceptorFactory.class.getName())) {
                continue;
            }
            String protocols = Objects.toString(acceptor.getParams().get("protocols"), "all");
            for (String protocol : protocols.split(",", -1)) {
                if (!allowed.contains(protocol.strip().toUpperCase(Locale.ROOT))) {
                    add("acceptor " + acceptor.getName() + " protocols", protocol.strip(), "AMQP");
                }
            }
        }
    }

    private void address(String queue, AddressSettings found) {
        expect(queue + " dead-letter-address", found.getDeadLetterAddress(), SimpleString.of(QueueNames.DEAD));
        expect(queue + " expiry-address", found.getExpiryAddress(), SimpleString.of(QueueNames.EXPIRED));
        expect(queue + " send-to-dla-on-no-route", found.isSendToDLAOnNoRoute(), true);
        expect(queue + " auto-create-queues", found.isAutoCreateQueues(), false);
        expect(queue + " auto-create-addresses", found.isAutoCreateAddresses(), false);
        expect(queue + " auto-delete-queues", found.isAutoDeleteQueues(), false);
        expect(queue + " auto-delete-addresses", found.isAutoDeleteAddresses(), false);
        expect(queue + " address-full-policy", found.getAddressFullMessagePolicy(), AddressFullMessagePolicy.PAGE);
        expect(queue + " page-full-policy", found.getPageFullMessagePolicy(), PageFullMessagePolicy.FAIL);
        expect(queue + " disk-full-policy", found.getDiskFullMessagePolicy(), DiskFullMessagePolicy.FAIL);
        expect(queue + " id-cache-size", found.getIDCacheSize(), 0);
        expect(queue + " expiry-delay", found.getExpiryDelay(), AddressSettings.DEFAULT_EXPIRY_DELAY);
        if (queue.startsWith("hub.")) {
            return;
        }
        expect(queue + " max-delivery-attempts", found.getMaxDeliveryAttempts(), -1);
        expect(queue + " redelivery-delay", found.getRedeliveryDelay(), 0L);
    }

    private void queue(String name, Configuration configuration) {
        List<QueueConfiguration> found = configuration.getAddressConfigurations().stream()
                .flatMap(address -> address.getQueueConfigs().stream())
                .filter(queue -> queue.getName().toString().equals(name))
                .toList();
        if (found.isEmpty()) {
            add("queue " + name, "missing", "durable");
            return;
        }
        expect(name + " durable", found.get(0).isDurable(), true);
        if (QueueNames.outbox(name).isPresent()) {
            expect(name + " max-consumers", found.get(0).getMaxConsumers(), 1);
        }
        if (QueueNames.inbox(name).isPresent()) {
            expect(name + " exclusive", found.get(0).isExclusive(), true);
        }
        if (name.equals(QueueNames.COMMITS)) {
            expect(name + " last-value", found.get(0).isLastValue(), true);
        }
    }

    private void expect(String name, Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            add(name, found, expected.toString());
        }
    }

    private void add(String name, Object found, String expected) {
        unsafe.add(new Unsafe(name, String.valueOf(found), expected));
    }
}
