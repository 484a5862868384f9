package org.kivuko.connector.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue on the shelf: what was taken from it and not acknowledged, in its order. While there is any, a session holds it;
 * an idle session is closed, and what it held goes back to the head of the queue. Thread-safe.
 */
final class ShelfQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ShelfQueue.class);
    /** What one caller may hold unacknowledged; beyond it nothing newer is handed out. */
    private static final int MAX_HELD = 1_000;

    private static final long MAX_HELD_BYTES = 16L << 20;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final HubLink link;
    private final String queue;
    private final Lane lane;
    private final HandedOut handedOut;
    private final BooleanSupplier closed;

    private final Map<UUID, Held> held = new LinkedHashMap<>();
    private long heldBytes;
    private Instant lastLeaseEnds = Instant.MIN;
    private Connection connection;
    private ActiveMQSession session;
    private MessageConsumer consumer;
    private SessionOutlet outlet;

    /**
     * One item; {@code leasedUntil} lies in the past where it is to be handed out again, and before every instant where it was
     * never leased: who has waited for this queue comes with an older instant than who held it.
     */
    private record Held(Message message, Shelf.Item item, Instant leasedUntil) {}

    /** @param closed whether nothing may be handed out at the moment */
    ShelfQueue(HubLink link, String queue, Lane lane, HandedOut handedOut, BooleanSupplier closed) {
        this.link = link;
        this.queue = queue;
        this.lane = lane;
        this.handedOut = handedOut;
        this.closed = closed;
    }

    /** Leases up to {@code max} items: first those whose lease ran out, then newer ones, in the order of the queue. */
    synchronized List<Shelf.Item> lease(int max, Instant now) throws JMSException {
        lastLeaseEnds = now.plus(Shelf.LEASE);
        try {
            while (!closed.getAsBoolean()) {
                List<UUID> candidates = candidates(max, now);
                if (candidates.isEmpty()) {
                    return List.of();
                }
                List<Shelf.Item> leased = handOut(candidates, now);
                if (closed.getAsBoolean()) {
                    // It closed while the ledger was asked: the answer was not written, so nothing was handed over.
                    break;
                }
                if (!leased.isEmpty()) {
                    return leased;
                }
            }
            release();
            return List.of();
        } catch (JMSException e) {
            release();
            if (closed.getAsBoolean()) {
                return List.of();
            }
            throw e;
        }
    }

    /** The item while it is leased. */
    synchronized Optional<Shelf.Item> leased(UUID id, Instant now) {
        return Optional.ofNullable(held.get(id))
                .filter(entry -> entry.leasedUntil().isAfter(now))
                .map(Held::item);
    }

    /** Takes acknowledged items out of its queue, where they are held here; elsewhere they are met, and taken out, later. */
    synchronized void acknowledge(Collection<UUID> ids) {
        try {
            drop(ids);
        } catch (JMSException e) {
            LOG.warn("{}: what was acknowledged stays until it is met again: {}", queue, Failure.describe(e));
            release();
        }
    }

    /** Gives the queue back where no lease has run for a minute. */
    synchronized void rest(Instant now) {
        if (lastLeaseEnds.plus(IDLE).isBefore(now)) {
            release();
        }
    }

    /** Gives everything held back to the queue. */
    synchronized void release() {
        held.clear();
        heldBytes = 0;
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (JMSException e) {
            LOG.debug("{}: the session was gone already", queue);
        } finally {
            connection = null;
            session = null;
            consumer = null;
            outlet = null;
        }
    }

    private List<UUID> candidates(int max, Instant now) throws JMSException {
        var candidates = new ArrayList<UUID>();
        for (Map.Entry<UUID, Held> entry : held.entrySet()) {
            if (candidates.size() < max && !entry.getValue().leasedUntil().isAfter(now)) {
                candidates.add(entry.getKey());
            }
        }
        while (candidates.size() < max && held.size() < MAX_HELD && heldBytes < MAX_HELD_BYTES) {
            Message message = consumer().receiveNoWait();
            if (message == null) {
                break;
            }
            hold(message).ifPresent(candidates::add);
        }
        return candidates;
    }

    private Optional<UUID> hold(Message message) throws JMSException {
        byte[] body = Received.of(message).body();
        UUID id;
        try {
            id = UUID.fromString(String.valueOf(message.getJMSCorrelationID()));
        } catch (IllegalArgumentException e) {
            bury(message, body);
            return Optional.empty();
        }
        held.put(id, new Held(message, new Shelf.Item(id, lane, body), Instant.MIN));
        heldBytes += body.length;
        return Optional.of(id);
    }

    private List<Shelf.Item> handOut(List<UUID> candidates, Instant now) throws JMSException {
        Set<UUID> open = handedOut.handOut(candidates);
        var gone = new ArrayList<UUID>();
        var leased = new ArrayList<Shelf.Item>();
        for (UUID id : candidates) {
            Held entry = held.get(id);
            if (open.contains(id)) {
                held.put(id, new Held(entry.message(), entry.item(), now.plus(Shelf.LEASE)));
                leased.add(entry.item());
            } else {
                if (!handedOut.takenOver(id)) {
                    bury(entry.message(), entry.item().body());
                }
                gone.add(id);
            }
        }
        drop(gone);
        return leased;
    }

    /** Nobody knows it: an operator has to look. It is never dropped. */
    private void bury(Message message, byte[] body) throws JMSException {
        LOG.error("{} holds an item that the ledger does not know; it goes to {}", queue, QueueNames.DEAD);
        String contentType = message.getStringProperty(HubMessages.CONTENT_TYPE);
        outlet.send(new Parcel(
                QueueNames.DEAD,
                Optional.empty(),
                body,
                contentType == null ? "" : contentType,
                Map.of("queue", queue),
                Duration.ZERO));
        message.acknowledge();
        awaitDisk();
    }

    /** Takes out of the queue those of these that are held; returns once the broker has that on disk. */
    private void drop(Collection<UUID> ids) throws JMSException {
        List<Held> dropped =
                ids.stream().map(held::remove).filter(Objects::nonNull).toList();
        for (Held entry : dropped) {
            heldBytes -= entry.item().body().length;
            entry.message().acknowledge();
        }
        if (!dropped.isEmpty()) {
            awaitDisk();
        }
    }

    /** The broker answers a session in the order in which it was asked, and only once all that it wrote for it is on disk. */
    private void awaitDisk() throws JMSException {
        try {
            session.getCoreSession().queueQuery(SimpleString.of(queue));
        } catch (ActiveMQException e) {
            throw (JMSException) new JMSException(e.getMessage()).initCause(e);
        }
    }

    private MessageConsumer consumer() throws JMSException {
        if (connection == null) {
            connection = link.forShelf();
            session = (ActiveMQSession) connection.createSession(false, ActiveMQJMSConstants.INDIVIDUAL_ACKNOWLEDGE);
            consumer = session.createConsumer(session.createQueue(queue));
            outlet = new SessionOutlet(session);
            connection.start();
        }
        return consumer;
    }
}
