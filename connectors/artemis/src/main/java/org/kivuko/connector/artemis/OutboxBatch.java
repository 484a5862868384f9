package org.kivuko.connector.artemis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kivuko.exchange.Arrival;
import org.kivuko.exchange.Batch;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Outlet;
import org.kivuko.exchange.Passage;
import org.kivuko.model.MessageKey;

/**
 * Takes the messages of one broker transaction through the routes. A message that refers to an earlier one of the same
 * transaction waits until that one is recorded: then the batch goes in several parts, under one number.
 */
final class OutboxBatch {
    private final BatchRoutes routes;
    private final FailPoints failPoints;
    private final OutboxTerm term;
    private final long number;
    private final Outlet outlet;
    private final Gate.Passing gate;
    private final List<Passage> part = new ArrayList<>();
    private final Set<MessageKey> pending = new HashSet<>();

    OutboxBatch(
            BatchRoutes routes, FailPoints failPoints, OutboxTerm term, long number, Outlet outlet, Gate.Passing gate) {
        this.routes = routes;
        this.failPoints = failPoints;
        this.term = term;
        this.number = number;
        this.outlet = outlet;
        this.gate = gate;
    }

    /** Passes, records and releases; what was sent is visible once the transaction commits. */
    void run(List<Received> messages, boolean poison) throws Exception {
        for (Received message : messages) {
            Arrival arrival = message.arrival(term.outbox(), poison, pending::contains);
            Passage passage = routes.pass(arrival);
            if (passage instanceof Passage.NeedsEarlier && !part.isEmpty()) {
                release();
                passage = routes.pass(arrival);
            }
            if (passage instanceof Passage.NeedsEarlier) {
                throw new IllegalStateException("a message waits for one that is not in its batch");
            }
            part.add(passage);
            passage.key().ifPresent(pending::add);
        }
        release();
    }

    private void release() throws Exception {
        failPoints.reached(FailPoints.Point.BEFORE_RECORD);
        routes.release(new Batch(term, number, part, outlet, gate));
        part.clear();
        pending.clear();
    }
}
