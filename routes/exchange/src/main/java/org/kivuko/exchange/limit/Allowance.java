package org.kivuko.exchange.limit;

import java.time.Duration;

/**
 * So much in so long a time: all of it at once or spread over it, but no more.
 *
 * @param amount at least 1
 * @param per longer than nothing, at most 31 days
 */
public record Allowance(long amount, Duration per) {
    private static final Duration LONGEST = Duration.ofDays(31);

    public Allowance {
        if (amount < 1 || per.isNegative() || per.isZero() || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("no allowance: " + amount + " in " + per);
        }
    }

    /** How long it takes until so much has come back; rounded up, and never longer than the whole takes. */
    Duration timeFor(long taken) {
        double share = (double) Math.min(taken, amount) / amount;
        return Duration.ofNanos(Math.min(per.toNanos(), (long) Math.ceil(share * per.toNanos())));
    }

    @Override
    public String toString() {
        return amount + "/" + per;
    }
}
