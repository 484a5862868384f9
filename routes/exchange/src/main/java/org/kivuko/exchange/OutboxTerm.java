package org.kivuko.exchange;

/**
 * One consumer's right to an outbox, from {@link Ledger#begin} until another one begins.
 *
 * @param epoch raised by each new consumer; a recording under an older one is refused
 * @param lastBatch number of the last batch that was released
 */
public record OutboxTerm(Outbox outbox, long epoch, long lastBatch) {}
