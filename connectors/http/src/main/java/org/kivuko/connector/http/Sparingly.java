package org.kivuko.connector.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads something that may take long, and more so as it grows, seldom enough: after a reading that took longer than
 * {@link #CHEAP} the answer stands for twenty times as long, so that at most a twentieth of the time goes into it, however often it is
 * asked for. Not thread-safe.
 */
final class Sparingly<T> implements Supplier<T> {
    static final Duration CHEAP = Duration.ofMillis(500);
    private static final int TIMES = 20;

    private final Supplier<T> read;
    private final LongSupplier nanos;
    private Optional<T> known = Optional.empty();
    private long until;

    /** @param nanos a clock that only goes ahead */
    Sparingly(Supplier<T> read, LongSupplier nanos) {
        this.read = read;
        this.nanos = nanos;
    }

    /** What was read last, or now; where that fails nothing is kept. */
    @Override
    public T get() {
        long begin = nanos.getAsLong();
        if (known.isPresent() && begin - until < 0) {
            return known.get();
        }
        known = Optional.empty();
        T now = read.get();
        long took = nanos.getAsLong() - begin;
        if (took > CHEAP.toNanos()) {
            known = Optional.of(now);
            until = begin + took * (TIMES + 1);
        }
        return now;
    }
}
