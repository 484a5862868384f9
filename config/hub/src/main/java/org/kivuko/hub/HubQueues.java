package org.kivuko.hub;

import java.time.InstantSource;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.artemis.JmsDoorstep;
import org.kivuko.connector.http.QueuePorts;
import org.kivuko.connector.http.RedrivePorts;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.Vault;
import org.kivuko.operations.queues.Pauses;
import org.kivuko.operations.queues.QueueBook;
import org.kivuko.operations.queues.QueueHeads;
import org.kivuko.operations.queues.QueueMeter;
import org.kivuko.operations.queues.QueueTable;
import org.kivuko.operations.queues.QueueWatch;
import org.kivuko.operations.redrive.Edits;
import org.kivuko.operations.redrive.FailureBroker;
import org.kivuko.operations.redrive.Failures;
import org.kivuko.operations.redrive.Purges;
import org.kivuko.operations.redrive.RedriveBook;
import org.kivuko.operations.redrive.RedriveRunner;
import org.kivuko.operations.redrive.Redrives;

/** What operators see of the queues of a running hub, and do about them. */
final class HubQueues implements AutoCloseable {
    private final Pauses pauses;
    private final QueueWatch watch;
    private final QueueHeads heads;
    private final RedrivePorts redrivePorts;
    private final RedriveRunner runner;
    private final JmsDoorstep doorstep;

    /** @param clock the machine's: queues are seen while the hub's own clock is doubted, too */
    HubQueues(EmbeddedBroker broker, PostgresLedger ledger, Vault vault, InstantSource clock) {
        QueueMeter meter = broker.meter();
        QueueBook book = ledger.queues();
        pauses = new Pauses(ledger.pauses(), broker.queueSwitch(), vault, clock);
        watch = new QueueWatch(meter, book, pauses::paused, clock);
        heads = new QueueHeads(meter, book);
        FailureBroker failed = broker.failures();
        RedriveBook jobs = ledger.redrives();
        var failures = new Failures(ledger.failures(), failed, watch::cameBy, clock);
        doorstep = new JmsDoorstep(broker);
        var edits = new Edits(jobs, failures, doorstep::tell, vault, clock);
        redrivePorts = new RedrivePorts(
                failures,
                new Redrives(jobs, failures, vault, clock),
                new Purges(broker.purge(), book, jobs, failures, ledger.pauses(), vault, clock),
                edits,
                clock);
        runner = new RedriveRunner(jobs, failures, failed, edits, clock);
    }

    /** What was paused stays so; to be called before a route reads or a door hands over anything. */
    HubQueues keepPaused() {
        pauses.begin();
        return this;
    }

    /** Begins to look at the queues, and goes on with what was begun before. */
    void start() {
        watch.start();
        runner.start();
    }

    /** Every queue as it was seen last. */
    QueueTable table() {
        return watch.table();
    }

    Pauses pauses() {
        return pauses;
    }

    QueuePorts ports() {
        return new QueuePorts(watch, heads, pauses);
    }

    RedrivePorts redrivePorts() {
        return redrivePorts;
    }

    @Override
    public void close() {
        runner.close();
        doorstep.close();
        watch.close();
    }
}
