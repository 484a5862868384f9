package org.kivuko.connector.artemis;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.Outbox;

/**
 * The Camel component {@code outbox:}: {@code outbox:agency.KEN.DIS.outbox?batchTo=direct:release}.
 *
 * <p>The route that starts at such an endpoint gets one {@link org.kivuko.exchange.Arrival} per exchange and leaves a {@link
 * org.kivuko.exchange.Passage} as body; {@code batchTo} gets each {@link org.kivuko.exchange.Batch}, on the same thread and
 * in the same transaction. {@code batchSize} bounds a batch, 100 by default. The route that {@code batchTo} names must be
 * started before and stopped after those that take.
 */
public final class OutboxComponent extends DefaultComponent {
    /** Fewer than the ledger has connections: doors and running consumers need some at a start, too. */
    static final int BEGIN_AT_ONCE = 4;

    private final OutboxParts parts;

    /** A component over this broker and ledger; what it releases goes through the gate. */
    public OutboxComponent(EmbeddedBroker broker, Ledger ledger, Gate gate, InstantSource clock) {
        this(broker, ledger, gate, clock, FailPoints.fromProperty());
    }

    /** A component that comes by these fail points. */
    public OutboxComponent(
            EmbeddedBroker broker, Ledger ledger, Gate gate, InstantSource clock, FailPoints failPoints) {
        this.parts = new OutboxParts(
                broker.link(),
                broker::waiting,
                broker.closedInboxes()::isPaused,
                ledger,
                gate,
                failPoints,
                clock,
                new Semaphore(BEGIN_AT_ONCE, true),
                new EmptyOutboxes(ledger, OutboxWorker.Tuning.standard().emptyNotice()),
                ConcurrentHashMap.newKeySet());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Outbox outbox = QueueNames.outbox(remaining)
                .orElseThrow(() ->
                        new IllegalArgumentException("an outbox reads like agency.KEN.DIS.outbox, found " + remaining));
        String batchTo = getAndRemoveParameter(parameters, "batchTo", String.class);
        if (batchTo == null) {
            throw new IllegalArgumentException("batchTo is missing: say which route releases the batches of " + uri);
        }
        OutboxWorker.Tuning standard = OutboxWorker.Tuning.standard();
        int batchSize = getAndRemoveParameter(parameters, "batchSize", int.class, standard.batchSize());
        var tuning = new OutboxWorker.Tuning(batchSize, standard.receiveWait(), standard.emptyNotice());
        return new OutboxEndpoint(uri, this, outbox, parts, batchTo, tuning);
    }
}
