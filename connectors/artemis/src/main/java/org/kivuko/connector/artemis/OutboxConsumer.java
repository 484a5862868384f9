package org.kivuko.connector.artemis;

import java.time.Duration;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.kivuko.exchange.Arrival;
import org.kivuko.exchange.Batch;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Passage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an {@link OutboxWorker} while its route is started, and nothing while it is suspended or stopped. */
final class OutboxConsumer extends DefaultConsumer implements Suspendable, BatchRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxConsumer.class);
    /** The longest batch in hand, with a slow disk. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final OutboxParts parts;
    private final String batchTo;
    private final OutboxWorker.Tuning tuning;
    private Producer releaser;
    private OutboxWorker worker;
    private Thread thread;

    OutboxConsumer(
            Endpoint endpoint,
            Processor processor,
            Outbox outbox,
            OutboxParts parts,
            String batchTo,
            OutboxWorker.Tuning tuning) {
        super(endpoint, processor);
        this.outbox = outbox;
        this.parts = parts;
        this.batchTo = batchTo;
        this.tuning = tuning;
    }

    @Override
    public Passage pass(Arrival arrival) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(arrival);
            getProcessor().process(exchange);
            rethrow(exchange);
            if (exchange.getMessage().getBody() instanceof Passage passage) {
                return passage;
            }
            throw new IllegalStateException("the route of " + outbox.queue() + " left no passage");
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @Override
    public void release(Batch batch) throws Exception {
        Exchange exchange = releaser.getEndpoint().createExchange();
        exchange.getMessage().setBody(batch);
        releaser.process(exchange);
        rethrow(exchange);
    }

    @Override
    public boolean ending() {
        return getEndpoint().getCamelContext().isStopping();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        releaser = getEndpoint().getCamelContext().getEndpoint(batchTo).createProducer();
        ServiceHelper.startService(releaser);
        begin();
    }

    @Override
    protected void doSuspend() {
        end();
    }

    @Override
    protected void doResume() {
        begin();
    }

    @Override
    protected void doStop() throws Exception {
        end();
        ServiceHelper.stopService(releaser);
        super.doStop();
    }

    private void begin() {
        worker = new OutboxWorker(outbox, parts, this, tuning);
        parts.workers().add(worker);
        thread = new Thread(worker, "take-" + outbox.queue());
        thread.start();
    }

    private void end() {
        if (worker == null) {
            return;
        }
        if (getEndpoint().getCamelContext().isStopping()) {
            // Camel stops one route after the other; each would wait for its own consumer to look up.
            parts.workers().forEach(OutboxWorker::stop);
        }
        worker.stop();
        parts.workers().remove(worker);
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("{} still waits for its batch; what it has not committed stays in the queue", outbox.queue());
        }
        worker = null;
    }

    private static void rethrow(Exchange exchange) throws Exception {
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }
}
