package org.kivuko.acceptance.kill;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Running numbers by which a storm knows when to strike and when to end, read from the ledgers as they grow. The verdict does not look at them. */
final class Tally {
    /** Of every kind, answered or confirmed. */
    final AtomicInteger copies = new AtomicInteger();

    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger handedOver = new AtomicInteger();
    final AtomicInteger receipts = new AtomicInteger();
    final AtomicInteger expectedCopies = new AtomicInteger();
    final AtomicInteger expectedDeliveries = new AtomicInteger();
    final AtomicInteger expectedReceipts = new AtomicInteger();

    private final AtomicLong lastProgress = new AtomicLong(System.nanoTime());

    void progress() {
        lastProgress.set(System.nanoTime());
    }

    boolean complete() {
        return handedOver.get() >= expectedDeliveries.get() && receipts.get() >= expectedReceipts.get();
    }

    boolean sent() {
        return copies.get() >= expectedCopies.get();
    }

    boolean quietFor(Duration time) {
        return System.nanoTime() - lastProgress.get() > time.toNanos();
    }
}
