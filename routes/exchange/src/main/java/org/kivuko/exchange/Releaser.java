package org.kivuko.exchange;

/** The one exit: nothing else sends to an inbox. Runs in the transaction that consumes the batch. Thread-safe. */
public final class Releaser {
    /** Sends everything, in order; it becomes visible with the commit of the batch. */
    public void release(Projector.Departure departure) {
        departure.parcels().forEach(departure.outlet()::send);
    }
}
