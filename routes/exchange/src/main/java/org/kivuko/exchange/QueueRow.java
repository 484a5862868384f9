package org.kivuko.exchange;

/** A queue as operators see it. */
public record QueueRow(String queue, long messages, int consumers, long added, long acknowledged) {}
