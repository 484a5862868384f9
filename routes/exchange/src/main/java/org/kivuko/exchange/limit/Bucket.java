package org.kivuko.exchange.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of an allowance is left, as the one instant at which it will be whole again (a token bucket; "generic cell rate
 * algorithm", ITU-T I.371). Pure and immutable: every instant is handed in.
 *
 * @param wholeAt past for one of which nothing is used up
 */
record Bucket(Instant wholeAt) {
    static final Bucket WHOLE = new Bucket(Instant.EPOCH);

    /** When so much may be taken; empty where it may be taken now. Who asks for more than the whole gets it from a whole one. */
    Optional<Instant> again(Allowance allowance, long amount, Instant now) {
        Instant latest = now.plus(allowance.per());
        Instant after = afterwards(allowance, amount, now);
        return after.isAfter(latest) ? Optional.of(after.minus(allowance.per())) : Optional.empty();
    }

    /** The same once so much was taken. */
    Bucket take(Allowance allowance, long amount, Instant now) {
        return new Bucket(afterwards(allowance, amount, now));
    }

    private Instant afterwards(Allowance allowance, long amount, Instant now) {
        return from(now, allowance.per()).plus(allowance.timeFor(amount));
    }

    /** An instant further away than the whole takes comes of a clock that went back. */
    private Instant from(Instant now, Duration per) {
        Instant latest = now.plus(per);
        Instant debt = wholeAt.isAfter(now) ? wholeAt : now;
        return debt.isAfter(latest) ? latest : debt;
    }
}
