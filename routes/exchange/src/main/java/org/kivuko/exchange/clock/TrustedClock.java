package org.kivuko.exchange.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.kivuko.exchange.limit.StandsStill;

/**
 * A clock that is held against one which cannot be set. Once it has stepped nobody is told the time any more, until an operator
 * confirms it: then nothing can be accepted, judged, expired or changed, whoever asks. Thread-safe.
 */
public final class TrustedClock extends Clock {
    private static final String MONOTONIC = "the time that has passed since it was read last";
    /** Beyond which a pause between the readings of two clocks says too little about them. */
    private static final long PAUSE_NANOS = 100_000_000;

    private final Clock wall;
    private final LongSupplier nanos;
    private volatile ClockLimits limits = ClockLimits.of(ClockLimits.DEFAULT_DOWNTIME);
    private volatile Pair last;
    private volatile ClockDoubt doubt;

    /** Both clocks at one moment. */
    private record Pair(Instant wall, long nanos) {
        Instant expected(long now) {
            return wall.plusNanos(now - nanos);
        }
    }

    /**
     * @param wall which may be set
     * @param nanos which goes on whatever anybody sets, from any beginning ({@link System#nanoTime})
     */
    public TrustedClock(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.last = read();
    }

    /** From now on these limits hold. */
    public void within(ClockLimits next) {
        limits = next;
    }

    /** @throws StandsStill where it is doubted; with both times */
    @Override
    public Instant instant() {
        Pair now = read();
        look(now);
        ClockDoubt why = doubt;
        if (why != null) {
            throw new StandsStill(why.sentence());
        }
        return now.wall();
    }

    /** The other clock is read first: a pause between the two then looks like a small step forwards, which is none. */
    private Pair read() {
        long before = nanos.getAsLong();
        return new Pair(wall.instant(), before);
    }

    private void look(Pair now) {
        if (doubt == null) {
            limits.judge(MONOTONIC, last.expected(now.nanos()), now.wall()).ifPresent(this::doubt);
        }
    }

    /**
     * Looks now, and takes over what slow corrections of the clock have made of it; to be called often. A clock that was set back
     * a little is not followed, so that many small steps add up to a large one; nor is a reading with a pause in it, whose end would
     * look like a step back.
     */
    public synchronized Optional<ClockDoubt> look() {
        Pair now = read();
        look(now);
        boolean atOnce = nanos.getAsLong() - now.nanos() < PAUSE_NANOS;
        if (doubt == null && atOnce && now.wall().isAfter(last.expected(now.nanos()))) {
            last = now;
        }
        return Optional.ofNullable(doubt);
    }

    /** Holds it against something else that knows an instant; its first doubt stays until it is confirmed. */
    public Optional<ClockDoubt> compare(String against, Instant expected) {
        limits.judge(against, expected, read().wall()).ifPresent(this::doubt);
        return Optional.ofNullable(doubt);
    }

    private synchronized void doubt(ClockDoubt found) {
        if (doubt == null) {
            doubt = found;
        }
    }

    /** What it reads, right or not: for who writes down that it is doubted. */
    public Instant unchecked() {
        return wall.instant();
    }

    /** An operator says that what it reads now is right; it is believed from here on. Gives what was doubted. */
    public synchronized Optional<ClockDoubt> confirm() {
        Optional<ClockDoubt> was = Optional.ofNullable(doubt);
        last = read();
        doubt = null;
        return was;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
