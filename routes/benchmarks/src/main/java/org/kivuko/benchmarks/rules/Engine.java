package org.kivuko.benchmarks.rules;

/** A rule engine that was told a rule set. Asked from one thread. */
interface Engine extends AutoCloseable {
    String name();

    /** Whether a permit fits and no prohibit does. */
    boolean permits(Question question);

    @Override
    default void close() {}
}
