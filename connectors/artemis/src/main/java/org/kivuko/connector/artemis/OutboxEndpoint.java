package org.kivuko.connector.artemis;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.kivuko.exchange.Outbox;

/** One outbox as the start of a route. */
final class OutboxEndpoint extends DefaultEndpoint {
    private final Outbox outbox;
    private final OutboxParts parts;
    private final String batchTo;
    private final OutboxWorker.Tuning tuning;

    OutboxEndpoint(
            String uri,
            OutboxComponent component,
            Outbox outbox,
            OutboxParts parts,
            String batchTo,
            OutboxWorker.Tuning tuning) {
        super(uri, component);
        this.outbox = outbox;
        this.parts = parts;
        this.batchTo = batchTo;
        this.tuning = tuning;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new OutboxConsumer(this, processor, outbox, parts, batchTo, tuning);
        configureConsumer(consumer);
        return consumer;
    }

    /** Outboxes are written by doors and agencies, never by a route. */
    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a route does not send to an outbox");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
