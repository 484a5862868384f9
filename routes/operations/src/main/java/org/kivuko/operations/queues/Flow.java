package org.kivuko.operations.queues;

import java.time.Duration;
import java.time.Instant;

/**
 * How many messages came and went, since the hub began to look. It only rises, whatever becomes of the broker's counters.
 *
 * @param at when this was read
 * @param in all that came
 * @param out all that went
 */
record Flow(Instant at, long in, long out) {
    /** Before anything was seen. */
    static Flow beginning(Instant at) {
        return new Flow(at, 0, 0);
    }

    /** With what the broker counts now and counted before. */
    Flow next(Instant now, QueueCounts before, QueueCounts after) {
        return new Flow(
                now,
                in + increase(before.added(), after.added()),
                out + increase(before.acknowledged(), after.acknowledged()));
    }

    /** A counter that went back began at 0 again: what it shows now came since. */
    static long increase(long before, long after) {
        return after >= before ? after - before : after;
    }

    /** Messages that came per second since then; 0 where no time has passed. */
    double inPerSecond(Flow since) {
        return perSecond(in - since.in, since);
    }

    /** Likewise those that went. */
    double outPerSecond(Flow since) {
        return perSecond(out - since.out, since);
    }

    private double perSecond(long messages, Flow since) {
        double seconds = Duration.between(since.at, at).toNanos() / 1e9;
        return seconds <= 0 ? 0 : messages / seconds;
    }
}
