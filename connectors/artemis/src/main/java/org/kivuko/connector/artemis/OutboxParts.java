package org.kivuko.connector.artemis;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.Ledger;

/**
 * What all consumers of outboxes share.
 *
 * @param waiting how many messages a queue holds, those on their way to a consumer included
 * @param paused whether an operator has paused a queue
 * @param begins who begins a term waits for its turn here: at a start every outbox wants to at once, and the ledger has only so
 *     many connections
 * @param empty what the ledger is told of outboxes without messages
 * @param workers those that run now; shared, so that all can be asked to end at once
 */
record OutboxParts(
        HubLink link,
        ToLongFunction<String> waiting,
        Predicate<String> paused,
        Ledger ledger,
        Gate gate,
        FailPoints failPoints,
        InstantSource clock,
        Semaphore begins,
        EmptyOutboxes empty,
        Set<OutboxWorker> workers) {}
