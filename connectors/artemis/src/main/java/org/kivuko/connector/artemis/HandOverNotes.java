package org.kivuko.connector.artemis;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Ledger;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger what agencies take from their inboxes over a broker door: dispatched is fetched, settled is acknowledged.
 * Follows the broker within moments, on a thread of its own, so that no connection waits for the database. Thread-safe.
 */
final class HandOverNotes implements ActiveMQServerPlugin, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HandOverNotes.class);
    private static final int MAX_WAITING = 100_000;
    private static final int MAX_TOGETHER = 500;
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Ledger ledger;
    private final InstantSource clock;
    private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>(MAX_WAITING);
    private final Thread thread = new Thread(this, "hand-over");
    private volatile ActiveMQServer server;
    private volatile boolean closing;

    private record Note(AgencyId agency, UUID delivery, boolean acknowledged, Instant at) {}

    HandOverNotes(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void registered(ActiveMQServer registeredAt) {
        server = registeredAt;
    }

    @Override
    public void afterDeliver(ServerConsumer consumer, MessageReference reference) {
        note(consumer, reference, false).ifPresent(this::keep);
    }

    @Override
    public void messageAcknowledged(
            Transaction tx, MessageReference reference, AckReason reason, ServerConsumer consumer) {
        if (reason != AckReason.NORMAL) {
            return;
        }
        Optional<Note> note = note(consumer, reference, true);
        if (note.isPresent() && tx != null) {
            tx.addOperation(new TransactionOperationAbstract() {
                @Override
                public void afterCommit(Transaction committed) {
                    keep(note.get());
                }
            });
        } else {
            note.ifPresent(this::keep);
        }
    }

    /** Writes down what is known and ends. */
    void close(long millis) throws InterruptedException {
        closing = true;
        thread.join(millis);
    }

    @Override
    public void run() {
        var together = new ArrayList<Note>();
        try {
            while (!closing || !notes.isEmpty() || !together.isEmpty()) {
                if (together.isEmpty()) {
                    gather(together);
                }
                if (!together.isEmpty() && written(together)) {
                    together.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only an agency's own consumer hands over; the hub's shelf notes its own leases. */
    private Optional<Note> note(ServerConsumer consumer, MessageReference reference, boolean acknowledged) {
        if (consumer == null) {
            return Optional.empty();
        }
        Optional<Inbox> inbox = QueueNames.inbox(reference.getQueue().getName().toString());
        ServerSession session = inbox.isPresent() ? server.getSessionByID(consumer.getSessionID()) : null;
        if (session == null || Accounts.HUB.equals(session.getUsername())) {
            return Optional.empty();
        }
        return HubMessages.delivery(reference.getMessage().getCorrelationID())
                .map(id -> new Note(inbox.get().agency(), id, acknowledged, clock.instant()));
    }

    private void keep(Note note) {
        if (!notes.offer(note)) {
            LOG.error("a hand-over to {} could not be noted: the ledger is away for too long", note.agency());
        }
    }

    private void gather(List<Note> together) throws InterruptedException {
        Note first = notes.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            together.add(first);
            notes.drainTo(together, MAX_TOGETHER);
        }
    }

    /** Both notes may be repeated; what failed in the middle is written again from its start. */
    private boolean written(List<Note> together) throws InterruptedException {
        try {
            var ofAgencies = new LinkedHashMap<AgencyId, List<Note>>();
            together.forEach(note -> ofAgencies
                    .computeIfAbsent(note.agency(), agency -> new ArrayList<>())
                    .add(note));
            ofAgencies.forEach(this::write);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("hand-overs wait to be noted: {}", Failure.describe(e));
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            return closing;
        }
    }

    private void write(AgencyId agency, List<Note> ofAgency) {
        ledger.fetched(
                agency,
                ofAgency.stream().map(Note::delivery).toList(),
                ofAgency.get(0).at());
        var acknowledged = new LinkedHashMap<UUID, Instant>();
        ofAgency.stream()
                .filter(Note::acknowledged)
                .forEach(note -> acknowledged.putIfAbsent(note.delivery(), note.at()));
        int unknown =
                acknowledged.size() - ledger.acknowledge(agency, acknowledged).size();
        if (unknown > 0) {
            LOG.error("{} took {} deliveries that the ledger does not know", agency, unknown);
        }
    }
}
