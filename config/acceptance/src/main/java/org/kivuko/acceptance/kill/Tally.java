package org.kivuko.acceptance.kill;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Running numbers by which a storm knows when to strike and when to end. The verdict does not look at them. */
final class Tally {
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger handedOver = new AtomicInteger();
    final AtomicInteger receipts = new AtomicInteger();
    final AtomicInteger expectedDeliveries = new AtomicInteger();
    final AtomicInteger expectedReceipts = new AtomicInteger();
    /** Calls that reached somebody and were answered by nobody, or by a hub that was not able, and had to be made again. */
    final AtomicInteger unanswered = new AtomicInteger();
    /** Answers of 5xx other than 503. */
    final AtomicInteger failures = new AtomicInteger();

    private final AtomicLong lastProgress = new AtomicLong(System.nanoTime());

    void progress() {
        lastProgress.set(System.nanoTime());
    }

    boolean complete() {
        return handedOver.get() >= expectedDeliveries.get() && receipts.get() >= expectedReceipts.get();
    }

    boolean quietFor(Duration time) {
        return System.nanoTime() - lastProgress.get() > time.toNanos();
    }
}
