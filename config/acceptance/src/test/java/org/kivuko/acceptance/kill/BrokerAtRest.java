package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/** The broker of a hub that is dead, read from a copy of its journal: what the next start will find. */
final class BrokerAtRest implements AutoCloseable {
    private final ActiveMQServer broker;

    private BrokerAtRest(ActiveMQServer broker) {
        this.broker = broker;
    }

    /** @param scratch a folder for the copy, which does not exist yet */
    static BrokerAtRest of(HubProcess hub, Path scratch) throws Exception {
        Path original = hub.data().resolve("broker");
        copy(original, scratch);
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(true);
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setJournalDirectory(scratch.resolve("journal").toString());
        configuration.setBindingsDirectory(scratch.resolve("bindings").toString());
        configuration.setPagingDirectory(scratch.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(scratch.resolve("large").toString());
        // Else it says of each queue that it has none.
        var ends = new AddressSettings()
                .setDeadLetterAddress(SimpleString.of("hub.dead"))
                .setExpiryAddress(SimpleString.of("hub.expired"));
        configuration.addAddressSetting("#", ends);
        configuration.setJournalFileSize(sizeOfAJournalFile(scratch));
        ActiveMQServer broker = new ActiveMQServerImpl(configuration);
        broker.start();
        return new BrokerAtRest(broker);
    }

    private static int sizeOfAJournalFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            Path any = files.filter(file -> file.toString().endsWith(".amq"))
                    .findFirst()
                    .orElseThrow();
            return Math.toIntExact(Files.size(any));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** How many messages a queue holds. */
    long messages(String name) {
        return queue(name).getMessageCount();
    }

    /** How many outboxes there are of which it knows a last batch; beside that it has the mark of its ledger. */
    long markers() {
        var outboxes = new HashSet<String>();
        try (LinkedListIterator<MessageReference> all = queue("hub.commits").browserIterator()) {
            while (all.hasNext()) {
                String outbox = all.next().getMessage().getStringProperty("KivukoOutbox");
                if (outbox != null) {
                    outboxes.add(outbox);
                }
            }
        }
        return outboxes.size();
    }

    private Queue queue(String name) {
        Queue queue = broker.locateQueue(name);
        if (queue == null) {
            throw new IllegalStateException("no queue " + name);
        }
        return queue;
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not stop", e);
        }
    }
}
