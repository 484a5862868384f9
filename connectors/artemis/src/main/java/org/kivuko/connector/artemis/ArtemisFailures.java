package org.kivuko.connector.artemis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.selector.filter.Filterable;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Outbox;
import org.kivuko.operations.redrive.FailureBroker;
import org.kivuko.operations.redrive.FailureQueue;
import org.kivuko.operations.redrive.QueuePurge;

/**
 * The quarantine and the dead letters of the embedded broker. A copy in quarantine has the name that the ledger gave it, a dead
 * letter that of its number: what else stands on it may have been written by its sender. Thread-safe.
 */
final class ArtemisFailures implements FailureBroker, QueuePurge {
    /** In one transaction of the broker. */
    private static final int FLUSH = 100;

    private static final long SYNC_MILLIS = 10_000;

    private final ActiveMQServer server;

    ArtemisFailures(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public Set<String> move(FailureQueue from, Collection<String> copies, String outbox) {
        if (!takes(outbox)) {
            throw new IllegalArgumentException(outbox + " is no outbox here");
        }
        var wanted = new Wanted(from, new HashSet<>(copies));
        try {
            server.getStorageManager().clearContext();
            queue(from).moveReferences(FLUSH, wanted, SimpleString.of(outbox), false, copies.size(), null);
            awaitSync();
            return wanted.met();
        } catch (Exception e) {
            // Artemis' own signature. Where its transaction failed everything lies where it lay; who asked looks.
            throw new BrokerUnavailable("copies are not moved to " + outbox, e);
        }
    }

    /** The broker's commit returns before it is on disk; only then may the ledger say so. */
    private void awaitSync() throws Exception {
        if (!server.getStorageManager().waitOnOperations(SYNC_MILLIS)) {
            throw new BrokerUnavailable("the broker does not sync", null);
        }
    }

    @Override
    public boolean takes(String outbox) {
        return QueueNames.outbox(outbox).isPresent() && server.locateQueue(outbox) != null;
    }

    @Override
    public Set<String> lying(FailureQueue from) {
        var names = new LinkedHashSet<String>();
        try (LinkedListIterator<MessageReference> references = queue(from).browserIterator()) {
            while (references.hasNext()) {
                name(from, references.next().getMessage()).ifPresent(names::add);
            }
        }
        return names;
    }

    @Override
    public List<DeadLetter> deadLetters(int max) {
        var letters = new ArrayList<DeadLetter>();
        try (LinkedListIterator<MessageReference> references =
                queue(FailureQueue.DEAD).browserIterator()) {
            while (references.hasNext() && letters.size() < max) {
                letters.add(letter(references.next().getMessage()));
            }
        }
        return letters;
    }

    private static DeadLetter letter(Message message) {
        Optional<String> from = text(message, Message.HDR_ORIGINAL_QUEUE)
                .or(() -> text(message, Message.HDR_ORIGINAL_ADDRESS))
                .or(() -> text(message, SimpleString.of("queue")));
        Optional<Outbox> outbox = from.flatMap(QueueNames::outbox);
        boolean buried = from.flatMap(QueueNames::inbox).isPresent();
        return new DeadLetter(
                message.getMessageID(),
                Long.toString(message.getMessageID()),
                buried ? "NOT_IN_LEDGER" : "NO_ROUTE",
                outbox.map(Outbox::agency)
                        .or(() -> from.flatMap(QueueNames::inbox).map(inbox -> inbox.agency())),
                outbox.map(Outbox::queue));
    }

    private static Optional<String> text(Message message, SimpleString property) {
        return Optional.ofNullable(message.getAnnotation(property))
                .or(() -> Optional.ofNullable(message.getObjectProperty(property)))
                .map(Object::toString);
    }

    @Override
    public Optional<Body> body(FailureQueue from, String copy) {
        try (LinkedListIterator<MessageReference> references = queue(from).browserIterator()) {
            while (references.hasNext()) {
                Message message = references.next().getMessage();
                if (name(from, message).equals(Optional.of(copy))) {
                    return Optional.of(body(message.toCore()));
                }
            }
        }
        return Optional.empty();
    }

    private static Body body(ICoreMessage message) {
        return new Body(
                HubMessages.body(message),
                text(message, SimpleString.of(HubMessages.CONTENT_TYPE)).orElse(""));
    }

    @Override
    public List<Lying> lying(String queue) {
        var all = new ArrayList<Lying>();
        try (LinkedListIterator<MessageReference> references = queue(queue).browserIterator()) {
            while (references.hasNext()) {
                Message message = references.next().getMessage();
                boolean fromInbox = text(message, Message.HDR_ORIGINAL_QUEUE)
                        .flatMap(QueueNames::inbox)
                        .isPresent();
                all.add(new Lying(message.getMessageID(), HubMessages.delivery(message.getCorrelationID()), fromInbox));
            }
        }
        return all;
    }

    @Override
    public int purge(String queue, Set<Long> numbers) {
        try {
            server.getStorageManager().clearContext();
            int purged = queue(queue).deleteMatchingReferences(FLUSH, new Numbered(numbers));
            awaitSync();
            return purged;
        } catch (Exception e) {
            // Artemis' own signature.
            throw new BrokerUnavailable(queue + " is not purged", e);
        }
    }

    private static Optional<String> name(FailureQueue queue, Message message) {
        return queue == FailureQueue.DEAD
                ? Optional.of(Long.toString(message.getMessageID()))
                : HubMessages.delivery(message.getCorrelationID()).map(UUID::toString);
    }

    private Queue queue(FailureQueue name) {
        return queue(name.code());
    }

    private Queue queue(String name) {
        Queue queue = server.locateQueue(name);
        if (queue == null) {
            throw new BrokerUnavailable("the broker has no queue " + name, null);
        }
        return queue;
    }

    /** One that looks at messages, of which alone the broker asks it here. */
    private interface OfMessages extends Filter {
        @Override
        default boolean match(Map<String, String> map) {
            return false;
        }

        @Override
        default boolean match(Filterable filterable) {
            return false;
        }

        @Override
        default SimpleString getFilterString() {
            return null;
        }
    }

    /** Lets those of these numbers through. */
    private record Numbered(Set<Long> numbers) implements OfMessages {
        @Override
        public boolean match(Message message) {
            return numbers.contains(message.getMessageID());
        }
    }

    /** Lets those through that are wanted, each once, and remembers them. */
    private static final class Wanted implements OfMessages {
        private final FailureQueue queue;
        private final Set<String> open;
        private final Set<String> met = new LinkedHashSet<>();

        Wanted(FailureQueue queue, Set<String> open) {
            this.queue = queue;
            this.open = open;
        }

        Set<String> met() {
            return met;
        }

        @Override
        public boolean match(Message message) {
            Optional<String> name = name(queue, message).filter(open::remove);
            name.ifPresent(met::add);
            return name.isPresent();
        }
    }
}
