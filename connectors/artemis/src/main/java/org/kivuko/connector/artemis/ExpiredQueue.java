package org.kivuko.connector.artemis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Inbox;
import org.kivuko.model.AgencyId;

/** What the broker has taken out of inboxes because it came to its end: looked at without taking it. Thread-safe. */
final class ExpiredQueue {
    /** One round puts back so many of one inbox, and so many bytes. */
    static final int MOST = 2_000;

    private static final long MOST_BYTES = 16L << 20;
    private static final String FROM_RECEIPTS = Message.HDR_ORIGINAL_QUEUE + " LIKE '%" + QueueNames.RECEIPTS + "'";
    private static final long LIMIT_SECONDS = 10;
    private static final long LOOK_AGAIN_MILLIS = 2;

    private final ActiveMQServer server;

    ExpiredQueue(ActiveMQServer server) {
        this.server = server;
    }

    /** The inboxes from which something lies here. */
    Set<Inbox> inboxes() {
        var inboxes = new HashSet<Inbox>();
        Queue queue = queue();
        if (QueueCount.none(queue)) {
            return inboxes;
        }
        try (LinkedListIterator<MessageReference> references = queue.browserIterator()) {
            while (references.hasNext()) {
                Message message = references.next().getMessage();
                if (id(message).isPresent()) {
                    QueueNames.inbox(from(message)).ifPresent(inboxes::add);
                }
            }
        }
        return inboxes;
    }

    /** Receipts are kept for as long as the contract says and are gone then; nobody puts them back. */
    void forgetReceipts() {
        Queue queue = queue();
        if (QueueCount.none(queue)) {
            return;
        }
        try {
            queue.deleteMatchingReferences(FilterImpl.createFilter(FROM_RECEIPTS));
        } catch (Exception e) {
            throw new BrokerUnavailable("receipts that have ended are not taken away", e);
        }
    }

    /** Whether something lies here from an inbox of this agency. */
    boolean holds(AgencyId agency) {
        return inboxes().stream().anyMatch(inbox -> inbox.agency().equals(agency));
    }

    /** What lies here from one inbox; as much as goes back in one round. */
    List<UUID> of(String inbox) {
        var items = new ArrayList<UUID>();
        Queue queue = queue();
        if (QueueCount.none(queue)) {
            return items;
        }
        long bytes = 0;
        try (LinkedListIterator<MessageReference> references = queue.browserIterator()) {
            while (references.hasNext() && items.size() < MOST && bytes < MOST_BYTES) {
                Message message = references.next().getMessage();
                if (from(message).equals(inbox)) {
                    id(message).ifPresent(items::add);
                    bytes += message.getEncodeSize();
                }
            }
        }
        return items;
    }

    /**
     * Has the broker look for what has come to its end in a queue into which nothing comes and that nobody consumes, and waits
     * until that lies here. It looks by itself when it hands over, and now and then; this is for when the hub has to know now.
     */
    void fillFrom(Queue queue) {
        // Not by what lies there: that may just be counted.
        long before = queue.getMessagesExpired();
        long here = count(queue.getName().toString());
        var looked = new CountDownLatch(1);
        queue.expireReferences(looked::countDown);
        try {
            boolean done = looked.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            // The broker says that it has looked before it has moved anything.
            var moved = new CountDownLatch(1);
            queue.getExecutor().execute(moved::countDown);
            if (!done || !moved.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new BrokerUnavailable(queue.getName() + " is not looked through for what has ended", null);
            }
            await(queue, () -> queue.getDeliveringCount() == 0);
            await(queue, () -> count(queue.getName().toString()) >= here + queue.getMessagesExpired() - before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted while what has ended was looked for", e);
        }
    }

    /** What leaves the one queue comes into the other some moments later. */
    private static void await(Queue queue, BooleanSupplier moved) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!moved.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new BrokerUnavailable(queue.getName() + " does not let go of what has ended", null);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private long count(String inbox) {
        Queue queue = queue();
        long count = 0;
        if (!QueueCount.none(queue)) {
            try (LinkedListIterator<MessageReference> references = queue.browserIterator()) {
                while (references.hasNext()) {
                    count += from(references.next().getMessage()).equals(inbox) ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static Optional<UUID> id(Message message) {
        return HubMessages.delivery(message.getCorrelationID());
    }

    private static String from(Message message) {
        return String.valueOf(message.getStringProperty(Message.HDR_ORIGINAL_QUEUE));
    }

    private Queue queue() {
        Queue queue = server.locateQueue(QueueNames.EXPIRED);
        if (queue == null) {
            throw new BrokerUnavailable("the broker has no queue " + QueueNames.EXPIRED, null);
        }
        return queue;
    }
}
