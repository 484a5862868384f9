package org.kivuko.benchmarks.rules;

/** A rule engine that was told a rule set, and has the questions in hand in the form in which it wants them. Asked from one thread. */
interface Engine extends AutoCloseable {
    /** Whether a permit fits a question and no prohibit does. */
    boolean permits(int question);

    @Override
    default void close() {}
}
