package org.kivuko.connector.artemis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.operations.queues.QueueCounts;
import org.kivuko.operations.queues.QueueMeter;

/** Reads the counts of the embedded broker. A queue's oldest message is looked for again only where messages have left. Thread-safe. */
final class ArtemisMeter implements QueueMeter {
    private final ActiveMQServer server;
    private final Supplier<List<String>> names;
    private final ClosedInboxes closed;
    private final Map<String, Oldest> known = new HashMap<>();

    /**
     * The oldest message of a queue.
     *
     * @param gone how many had left the queue when it was looked for
     */
    private record Oldest(long gone, OptionalLong number, Optional<UUID> delivery) {
        static Oldest none(long gone) {
            return new Oldest(gone, OptionalLong.empty(), Optional.empty());
        }
    }

    ArtemisMeter(ActiveMQServer server, Supplier<List<String>> names, ClosedInboxes closed) {
        this.server = server;
        this.names = names;
        this.closed = closed;
    }

    @Override
    public synchronized Reading read() {
        if (!server.isActive()) {
            throw new BrokerUnavailable("the broker does not run", null);
        }
        List<String> shown = names.get();
        known.keySet().retainAll(shown);
        var rows = new ArrayList<QueueCounts>();
        for (String name : shown) {
            Queue queue = server.locateQueue(name);
            if (queue != null) {
                rows.add(counts(name, queue));
            }
        }
        // Behind the looks: what comes meanwhile gets a higher number.
        return new Reading(server.getStorageManager().generateID(), rows);
    }

    @Override
    public List<Head> first(String name, int max) {
        Queue queue = server.locateQueue(name);
        var heads = new ArrayList<Head>();
        if (queue == null) {
            return heads;
        }
        boolean deliveries = QueueNames.inbox(name).isPresent();
        try (LinkedListIterator<MessageReference> references = queue.browserIterator()) {
            while (references.hasNext() && heads.size() < max) {
                Message message = references.next().getMessage();
                Optional<UUID> delivery =
                        deliveries ? HubMessages.delivery(message.getCorrelationID()) : Optional.empty();
                heads.add(new Head(delivery, message.getEncodeSize()));
            }
        }
        return heads;
    }

    private QueueCounts counts(String name, Queue queue) {
        OptionalLong messages = QueueCount.of(queue);
        Oldest oldest = known.compute(name, (key, before) -> oldest(queue, messages, before));
        return new QueueCounts(
                name,
                messages,
                queue.getConsumerCount(),
                queue.getDeliveringCount(),
                queue.getMessagesAdded(),
                queue.getMessagesAcknowledged(),
                oldest.number(),
                oldest.delivery(),
                closed.isClosed(name));
    }

    private static Oldest oldest(Queue queue, OptionalLong messages, Oldest before) {
        long gone = queue.getMessagesAcknowledged() + queue.getMessagesExpired() + queue.getMessagesKilled();
        if (messages.equals(OptionalLong.of(0))) {
            return Oldest.none(gone);
        }
        boolean same =
                before != null && before.gone() == gone && before.number().isPresent();
        return same ? before : look(queue, gone);
    }

    /** What is on its way to a consumer lies in front of what is still in the queue. */
    private static Oldest look(Queue queue, long gone) {
        Optional<MessageReference> first = queue.getDeliveringMessages().values().stream()
                .flatMap(List::stream)
                .min((left, right) -> Long.compare(left.getMessageID(), right.getMessageID()));
        if (first.isEmpty()) {
            try (LinkedListIterator<MessageReference> references = queue.browserIterator()) {
                first = references.hasNext() ? Optional.of(references.next()) : Optional.empty();
            }
        }
        return first.map(reference -> new Oldest(
                        gone,
                        OptionalLong.of(reference.getMessageID()),
                        QueueNames.inbox(queue.getName().toString())
                                .flatMap(inbox -> HubMessages.delivery(
                                        reference.getMessage().getCorrelationID()))))
                .orElseGet(() -> Oldest.none(gone));
    }
}
