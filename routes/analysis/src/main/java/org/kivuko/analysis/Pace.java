package org.kivuko.analysis;

/**
 * How much of the machine an analysis may take, and who is told how far it is.
 *
 * @param processors at most so many are busy with it at once; at least 1
 * @param told is told after each step, by the thread that asked
 */
public record Pace(int processors, Steps told) {
    /** @throws IllegalArgumentException for less than one processor */
    public Pace {
        if (processors < 1) {
            throw new IllegalArgumentException("an analysis needs a processor");
        }
    }

    /** Told of each step of an analysis. */
    @FunctionalInterface
    public interface Steps {
        /** So many steps of so many are done. */
        void done(int done, int of);
    }

    /** Every processor there is, and nobody is told. */
    public static Pace full() {
        return new Pace(Runtime.getRuntime().availableProcessors(), (done, of) -> {});
    }
}
