package org.kivuko.hub;

import java.time.InstantSource;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.http.QueuePorts;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.Vault;
import org.kivuko.operations.queues.Pauses;
import org.kivuko.operations.queues.QueueBook;
import org.kivuko.operations.queues.QueueHeads;
import org.kivuko.operations.queues.QueueMeter;
import org.kivuko.operations.queues.QueueWatch;

/** What operators see of the queues of a running hub, and do about them. */
final class HubQueues implements AutoCloseable {
    private final Pauses pauses;
    private final QueueWatch watch;
    private final QueueHeads heads;

    /** @param clock the machine's: queues are seen while the hub's own clock is doubted, too */
    HubQueues(EmbeddedBroker broker, PostgresLedger ledger, Vault vault, InstantSource clock) {
        QueueMeter meter = broker.meter();
        QueueBook book = ledger.queues();
        pauses = new Pauses(ledger.pauses(), broker.queueSwitch(), vault, clock);
        watch = new QueueWatch(meter, book, pauses::paused, clock);
        heads = new QueueHeads(meter, book);
    }

    /** What was paused stays so; to be called before a route reads or a door hands over anything. */
    HubQueues keepPaused() {
        pauses.begin();
        return this;
    }

    /** Begins to look at the queues. */
    void start() {
        watch.start();
    }

    QueuePorts ports() {
        return new QueuePorts(watch, heads, pauses);
    }

    @Override
    public void close() {
        watch.close();
    }
}
