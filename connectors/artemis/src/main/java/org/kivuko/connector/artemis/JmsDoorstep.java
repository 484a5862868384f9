package org.kivuko.connector.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Doorstep;
import org.kivuko.exchange.ErrandSender;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Warnings;
import org.kivuko.model.Fault;

/**
 * Sends to outboxes from the hub's account. Each send returns once the broker has synced it; sends of several threads share
 * a sync. Thread-safe.
 */
public final class JmsDoorstep implements Doorstep, ErrandSender, AutoCloseable {
    /** Sends at the same time; more wait for their turn. */
    private static final int SENDERS = 32;

    private static final long LIMIT_SECONDS = 10;
    private static final String EVENT = "application/cloudevents+json";

    private final HubLink link;
    private final FailPoints failPoints;
    private final Semaphore turns = new Semaphore(SENDERS);
    private final Queue<Sender> idle = new ConcurrentLinkedQueue<>();

    /** A doorstep of this broker. */
    public JmsDoorstep(EmbeddedBroker broker) {
        this(broker.link(), FailPoints.fromProperty());
    }

    JmsDoorstep(HubLink link, FailPoints failPoints) {
        this.link = link;
        this.failPoints = failPoints;
    }

    @Override
    public void send(Outbox outbox, byte[] body, List<Fault> warnings) {
        var properties = new HashMap<String, String>();
        properties.put(Parcel.DOOR, Door.HTTP.code());
        if (!warnings.isEmpty()) {
            properties.put(Parcel.WARNINGS, Warnings.text(warnings));
        }
        sendInTurn(new Parcel(outbox.queue(), Optional.empty(), body, EVENT, properties, Duration.ZERO));
    }

    @Override
    public void send(Outbox outbox, byte[] errand) {
        sendInTurn(new Parcel(
                outbox.queue(),
                Optional.empty(),
                errand,
                ErrandSender.MEDIA_TYPE,
                Map.of(Parcel.DOOR, Door.HUB.code()),
                Duration.ZERO));
    }

    /** Puts something that the hub has to say among the receipts of an agency. */
    public void tell(Parcel receipt) {
        sendInTurn(receipt);
    }

    private void sendInTurn(Parcel parcel) {
        awaitTurn();
        try {
            failPoints.reached(FailPoints.Point.BEFORE_SEND);
            send(parcel);
            failPoints.reached(FailPoints.Point.AFTER_SEND);
        } finally {
            turns.release();
        }
    }

    @Override
    public void close() {
        for (Sender sender = idle.poll(); sender != null; sender = idle.poll()) {
            sender.close();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new BrokerUnavailable("too many messages wait for the broker's sync", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted while waiting for the broker", e);
        }
    }

    private void send(Parcel parcel) {
        Sender sender = idle.poll();
        if (sender == null) {
            sender = Sender.open(link);
        }
        try {
            sender.outlet().send(parcel);
        } catch (BrokerUnavailable e) {
            // Its session may still be waiting for an answer: it must not answer the next send.
            sender.close();
            throw e;
        }
        idle.add(sender);
    }

    private record Sender(Connection connection, SessionOutlet outlet) {
        static Sender open(HubLink link) {
            try {
                Connection connection = link.forDoor();
                return new Sender(connection, new SessionOutlet(connection.createSession(Session.AUTO_ACKNOWLEDGE)));
            } catch (JMSException e) {
                throw new BrokerUnavailable("the broker does not answer", e);
            }
        }

        void close() {
            try {
                connection.close();
            } catch (JMSException e) {
                throw new BrokerUnavailable("the broker does not answer", e);
            }
        }
    }
}
